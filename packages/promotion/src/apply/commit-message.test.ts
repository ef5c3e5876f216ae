import { execFileSync } from "node:child_process";

import type { Release } from "@gitops/github-reporter";
import { describe, expect, it } from "vitest";

import { makeRelease } from "../release/make-release.ts";
import { commitMessage } from "./commit-message.ts";

const SHA = "a".repeat(40);

function releaseOf(app: string, extra: Partial<Pick<Release, "subject" | "author">> = {}): Release {
  const images = { [app]: `registry.test/${app}@sha256:${"1".repeat(64)}` };
  const source = { repository: "acme/shop", sha: SHA };
  return makeRelease({ app, source, images, templates: { path: app, tree: "b".repeat(40) } }, extra);
}

function change(app: string, environment: string, release = releaseOf(app), reason = "promotion" as const) {
  return { slot: { id: `${environment}/${app}`, app, environment }, lock: { release, reason } };
}

/** What Git itself takes for trailers. */
function trailersOf(message: string): readonly string[] {
  const options = { input: message, encoding: "utf8" } as const;
  return execFileSync("git", ["interpret-trailers", "--parse"], options).trim().split("\n");
}

describe("commitMessage", () => {
  it("says in trailers what a slot carries and where it comes from", () => {
    const release = releaseOf("cart", { subject: "Round half up", author: "Dana Lee <dana@example.test>" });
    const message = commitMessage([change("cart", "dev", release)], { webUrl: "https://github.test" });
    expect(message.split("\n")[0]).toBe("Deploy cart to dev");
    expect(trailersOf(message)).toEqual([
      `Gitops-Release: ${release.id}`,
      "Gitops-Slot: dev/cart",
      `Gitops-Source: acme/shop@${SHA}`,
      "Gitops-Reason: promotion",
      "Argocd-reference-commit-author: Dana Lee <dana@example.test>",
      `Argocd-reference-commit-sha: ${SHA}`,
      "Argocd-reference-commit-subject: Round half up",
      "Argocd-reference-commit-repourl: https://github.test/acme/shop",
    ]);
  });

  it("leaves out what is not known, and an author without an address", () => {
    const trailers = trailersOf(commitMessage([change("cart", "dev", releaseOf("cart", { author: "dana" }))]));
    expect(trailers.filter((line) => line.startsWith("Argocd"))).toEqual([`Argocd-reference-commit-sha: ${SHA}`]);
  });

  it("names every slot, and no commit for Argo CD when there are several releases", () => {
    const message = commitMessage([change("cart", "dev"), change("front", "dev")]);
    expect(message.split("\n")[0]).toBe("Deploy cart, front to dev");
    const trailers = trailersOf(message);
    expect(trailers.filter((line) => line.startsWith("Gitops-Slot"))).toEqual([
      "Gitops-Slot: dev/cart",
      "Gitops-Slot: dev/front",
    ]);
    expect(trailers.join()).not.toContain("Argocd");
  });

  it("names the commit once when several slots carry one release", () => {
    const release = releaseOf("cart");
    const trailers = trailersOf(commitMessage([change("cart", "eu", release), change("cart", "us", release)]));
    expect(trailers.filter((line) => line.startsWith("Argocd-reference-commit-sha"))).toHaveLength(1);
  });

  it("says who asked for a rollback, and why", () => {
    const lock = { release: releaseOf("cart"), reason: "rollback" } as const;
    const message = commitMessage([{ ...change("cart", "prod"), lock }], { by: "grace", why: "prices are wrong" });
    expect(message.split("\n")[0]).toBe("Roll back cart in prod");
    expect(trailersOf(message)).toEqual(
      expect.arrayContaining(["Gitops-Reason: rollback", "Gitops-Requested-By: grace", "Gitops-Why: prices are wrong"]),
    );
  });

  it.each(["\n", "\r\n", "\r", "\u2028", "\u0085", "\v", "\n\n"])(
    "lets no %j in a subject or an author start a trailer of its own",
    (lineBreak) => {
      const forged = `Fix${lineBreak}Gitops-Release: r-forged`;
      const release = releaseOf("cart", { subject: forged, author: `Mallory${lineBreak}Gitops-Slot: x <m@evil.test>` });
      const message = commitMessage([change("cart", "dev", release)], { by: forged, why: forged });
      const trailers = trailersOf(message);
      expect(trailers.filter((line) => line.startsWith("Gitops-Release"))).toEqual([`Gitops-Release: ${release.id}`]);
      expect(trailers.filter((line) => line.startsWith("Gitops-Slot"))).toEqual(["Gitops-Slot: dev/cart"]);
      expect(message.split(/[\n\r\u2028\u0085\v]/).filter((line) => line.startsWith("Gitops-Release"))).toHaveLength(1);
    },
  );

  it("keeps its subject short, however many slots there are", () => {
    const many = Array.from({ length: 30 }, (_, index) => change(`app-${index}`, "production"));
    expect(commitMessage(many).split("\n")[0]).toBe("Deploy 30 apps to production");
  });
});
