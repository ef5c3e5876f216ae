import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { cart, cluster, createTestBed, deployment, MINUTE, type TestBed } from "../test-bed.ts";

const URL = "oci://ghcr.io/acme/manifests";
const SHA = "4a6d1f0c2b3e5f708192a3b4c5d6e7f809123abc";
const files = (tag: string) => ({ "envs/dev/cart/app.yaml": deployment("cart", tag) });
const origin = { source: "https://github.com/acme/manifests.git", revision: `main@sha1:${SHA}` };

let bed: TestBed;
beforeEach(() => {
  bed = createTestBed();
  bed.repository.push({ "README.md": "" });
});
afterEach(() => bed.close());

function play() {
  const kustomization = { ...cart, sourceRef: { kind: "OCIRepository", name: "manifests" } } as const;
  return bed.play({
    clusters: [{ ...cluster("dev", kustomization), ociRepositories: [{ name: "manifests", url: URL }] }],
  });
}

describe("a Kustomization that an OCIRepository feeds", { timeout: 30_000 }, () => {
  it("names the artifact and the commit that it was made of", async () => {
    const player = play();
    const digest = player.pushArtifact({ url: URL, files: files("1"), ...origin });
    const revision = `latest@${digest}`;

    const said = (await bed.run(player, MINUTE / 2)).filter((line) => !line.includes("flux-system"));
    expect(said).toEqual([
      `dev manifests info NewArtifact: stored artifact with revision '${revision}' from '${URL}', origin source '${origin.source}', origin revision '${origin.revision}'`,
      "dev cart info Progressing: Deployment/shop/cart created",
      "dev cart info Progressing: Health check passed in …",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);
    const ofCart = player.deliveries.filter(({ event }) => event.involvedObject.name === "cart");
    expect(ofCart.map(({ event }) => event.metadata)).toEqual([
      { originRevision: origin.revision, revision },
      { originRevision: origin.revision, revision },
      { commit_status: "update", originRevision: origin.revision, revision },
    ]);
    const stored = player.deliveries.find(({ event }) => event.involvedObject.name === "manifests");
    expect(stored?.event.metadata).toEqual({ revision });
    expect(player.applied("dev")[0]).toMatchObject({ sha: SHA, ready: true });
  });

  it("names the artifact alone when that does not tell its origin", async () => {
    const player = play();
    const digest = player.pushArtifact({ url: URL, files: files("1") });
    await bed.run(player, MINUTE / 2);

    const [stored, , , finished] = player.deliveries.filter(({ event }) => event.involvedObject.name !== "flux-system");
    expect(stored?.event.message).toBe(`stored artifact with revision 'latest@${digest}' from '${URL}'`);
    expect(finished?.event.metadata).toEqual({ commit_status: "update", revision: `latest@${digest}` });
    expect(player.applied("dev")[0]?.sha).toBeUndefined();
  });

  it("follows the tag, and does not care for the branch", async () => {
    const player = play();
    player.pushArtifact({ url: URL, files: files("1"), ...origin });
    await bed.run(player, MINUTE / 2);
    bed.repository.push({ "README.md": "more" });
    player.pushArtifact({ url: URL, files: files("2"), ...origin });
    player.pushArtifact({ url: URL, tag: "other", files: files("3") });

    expect((await bed.run(player, MINUTE)).filter((line) => line.startsWith("dev cart"))).toEqual([
      "dev cart info Progressing: Deployment/shop/cart configured",
      "dev cart info Progressing: Health check passed in …",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);
  });

  it("is silent while there is no artifact, and the source says why", async () => {
    const player = play();

    const said = (await bed.run(player, MINUTE / 2)).filter((line) => !line.includes("flux-system"));
    expect(said).toEqual([
      `dev manifests error OCIArtifactPullFailed: failed to pull artifact from '${URL}:latest': latest: not found`,
    ]);
    player.pushArtifact({ url: URL, files: files("1") });
    expect((await bed.run(player, MINUTE)).some((line) => line.includes("manifests info NewArtifact"))).toBe(true);
  });

  it("tells a recovery with the reason Succeeded", async () => {
    const player = play();
    player.pushArtifact({ url: URL, files: files("1") });
    await bed.run(player, 6 * MINUTE);
    const failure = { code: "failed", kind: "OCIRepository", name: "manifests" } as const;
    await player.cluster("dev").report({ ...failure, reason: "AuthenticationFailed", message: "no" });

    expect((await bed.run(player, MINUTE))[0]).toContain("dev manifests info Succeeded: stored artifact with revision");
  });

  it("is refused when there is no such source, and an artifact when its address is none", () => {
    const kustomization = { ...cart, sourceRef: { kind: "OCIRepository", name: "gone" } } as const;

    expect(() => bed.play({ clusters: [cluster("dev", kustomization)] })).toThrow(
      "sourceRef to OCIRepository/flux-system/gone, which is not there",
    );
    expect(() => play().pushArtifact({ url: "ghcr.io/acme/manifests", files: {} })).toThrow(TypeError);
  });
});
