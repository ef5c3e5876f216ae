import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Scenario } from "./scenario.ts";
import { cart, cluster, createTestBed, deployment, MINUTE, service, type TestBed } from "./test-bed.ts";

let bed: TestBed;
beforeEach(() => {
  bed = createTestBed();
});
afterEach(() => bed.close());

describe("the events of a Flux player", { timeout: 30_000 }, () => {
  it("deploys a commit as Flux does: artifact, change set, health, end", async () => {
    const sha = bed.repository.push(
      {
        "envs/dev/cart/app.yaml": `${deployment("cart", "1")}---\n${service("cart")}`,
        "envs/dev/cart/README.md": "no",
      },
      "Release cart 1",
    );
    const player = bed.play();

    expect(await bed.run(player, MINUTE / 2)).toEqual([
      "dev flux-system info NewArtifact: stored artifact for commit 'Release cart 1'",
      "dev cart info Progressing: Service/shop/cart created, Deployment/shop/cart created",
      "dev cart info Progressing: Health check passed in …",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);
    expect(player.deliveries.map(({ event }) => event.metadata)).toEqual([
      { revision: `main@sha1:${sha}` },
      { revision: `main@sha1:${sha}` },
      { revision: `main@sha1:${sha}` },
      { commit_status: "update", revision: `main@sha1:${sha}` },
    ]);
    expect(player.applied("dev")).toMatchObject([
      {
        name: "cart",
        namespace: "flux-system",
        sha,
        ready: true,
        objects: ["Service/shop/cart", "Deployment/shop/cart"],
      },
    ]);
    expect(player.applied("dev")[0]?.files.get("README.md")).toBe("no");
  });

  it("says no more than that it finished, at each interval and for a commit that changes nothing", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = bed.play();
    await bed.run(player, MINUTE / 2);

    expect(await bed.run(player, 10 * MINUTE)).toEqual([
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);

    const sha = bed.repository.push(
      { "envs/dev/cart/app.yaml": deployment("cart", "1"), "other.txt": "x" },
      "Unrelated",
    );
    expect(await bed.run(player, MINUTE)).toEqual([
      "dev flux-system info NewArtifact: stored artifact for commit 'Unrelated'",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);
    expect(player.deliveries.at(-1)?.event.metadata).toEqual({ commit_status: "update", revision: `main@sha1:${sha}` });
  });

  it("configures what changed, and prunes what left the folder", async () => {
    bed.repository.push({ "envs/dev/cart/a.yaml": deployment("cart", "1"), "envs/dev/cart/b.yaml": service("cart") });
    const player = bed.play();
    await bed.run(player, MINUTE / 2);
    bed.repository.push({ "envs/dev/cart/a.yaml": deployment("cart", "2") });

    expect((await bed.run(player, MINUTE)).slice(1, 3)).toEqual([
      "dev cart info Progressing: Deployment/shop/cart configured",
      "dev cart info Progressing: Service/shop/cart deleted",
    ]);
    expect(player.applied("dev")[0]?.objects).toEqual(["Deployment/shop/cart"]);
  });

  it("never hears of the commits that were pushed between two looks at the branch", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") }, "One");
    const player = bed.play();
    await bed.run(player, MINUTE / 2);
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "2") }, "Two");
    const sha = bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "3") }, "Three");

    expect((await bed.run(player, MINUTE))[0]).toContain("'Three'");
    expect(player.deliveries.some(({ body }) => body.includes("'Two'"))).toBe(false);
    expect(player.applied("dev")[0]?.sha).toBe(sha);
  });

  it("says applied, and not rolled out, where no health is awaited, even when nothing is healthy", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = bed.play({
      clusters: [cluster("dev", { ...cart, wait: false })],
      scenario: () => ({ code: "unhealthy" }),
    });

    expect(await bed.run(player, MINUTE / 2)).toEqual([
      "dev flux-system info NewArtifact: stored artifact for commit 'Update the manifests'",
      "dev cart info Progressing: Deployment/shop/cart created",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);
  });

  it("fails the health check of one cluster for one image, tries again, and recovers with the next commit", async () => {
    const isBroken: Scenario = ({ cluster, kustomization, files }) =>
      cluster === "stage-us" && kustomization === "cart" && files.get("app.yaml")?.includes("cart:2")
        ? { code: "unhealthy" }
        : undefined;
    const kustomization = { ...cart, path: "envs/stage/cart/", retryInterval: 2 * MINUTE };
    const player = bed.play({
      clusters: [cluster("stage-eu", kustomization), cluster("stage-us", kustomization)],
      scenario: isBroken,
    });
    bed.repository.push({ "envs/stage/cart/app.yaml": deployment("cart", "1") });
    await bed.run(player, MINUTE / 2);
    bed.repository.push({ "envs/stage/cart/app.yaml": deployment("cart", "2") });

    const failing = await bed.run(player, 14 * MINUTE);
    expect(failing.filter((line) => line.startsWith("stage-us cart"))).toEqual([
      "stage-us cart info Progressing: Deployment/shop/cart configured",
      "stage-us cart error HealthCheckFailed: health check failed after …: timeout waiting for: [Deployment/shop/cart status: 'InProgress']",
      "stage-us cart error HealthCheckFailed: health check failed after …: timeout waiting for: [Deployment/shop/cart status: 'InProgress']",
    ]);
    expect(failing.filter((line) => line.startsWith("stage-eu cart")).at(-1)).toContain("ReconciliationSucceeded");
    expect(player.applied("stage-us")[0]).toMatchObject({ ready: false, objects: ["Deployment/shop/cart"] });
    expect(player.applied("stage-eu")[0]).toMatchObject({ ready: true });

    bed.repository.push({ "envs/stage/cart/app.yaml": deployment("cart", "3") });
    const recovered = await bed.run(player, 8 * MINUTE);
    expect(recovered.filter((line) => line.startsWith("stage-us cart")).slice(-3)).toEqual([
      "stage-us cart info Progressing: Deployment/shop/cart configured",
      "stage-us cart info Progressing: Health check passed in …",
      "stage-us cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);
  });

  it("ends a running health check before it turns to a newer commit, as Flux does by default", async () => {
    const player = bed.play({
      scenario: ({ files }) => (files.get("app.yaml")?.includes("cart:1") ? { code: "unhealthy" } : undefined),
    });
    const broken = bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    await bed.run(player, MINUTE / 2);
    const fixed = bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "2") });

    await bed.run(player, 6 * MINUTE);
    const aboutCart = player.deliveries.filter(({ event }) => event.involvedObject.name === "cart");
    expect(aboutCart.map(({ event }) => [event.reason, event.metadata?.["revision"]])).toEqual([
      ["Progressing", `main@sha1:${broken}`],
      ["HealthCheckFailed", `main@sha1:${broken}`],
      ["Progressing", `main@sha1:${fixed}`],
      ["Progressing", `main@sha1:${fixed}`],
      ["ReconciliationSucceeded", `main@sha1:${fixed}`],
    ]);
  });

  it("recovers without a commit when a later attempt succeeds", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = bed.play({
      clusters: [cluster("dev", { ...cart, retryInterval: MINUTE })],
      scenario: ({ attempt }) => (attempt < 2 ? { code: "unhealthy", cause: "stalled" } : undefined),
    });

    expect((await bed.run(player, 2 * MINUTE)).slice(1)).toEqual([
      "dev cart info Progressing: Deployment/shop/cart created",
      "dev cart error HealthCheckFailed: health check failed after …: failed early due to stalled resources: [Deployment/shop/cart status: 'Failed']",
      "dev cart info Progressing: Health check passed in …",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);
  });

  it("fails a build for a scenario, for manifests that it cannot read, and for a folder that is not there", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1"), "envs/dev/front/app.yaml": "kind: [" });
    const player = bed.play({
      clusters: [
        cluster("dev", cart, { name: "front", path: "./envs/dev/front" }, { name: "gone", path: "./envs/dev/gone" }),
      ],
      scenario: ({ kustomization }) =>
        kustomization === "cart" ? { code: "build-failed", message: "kustomize build failed: no" } : undefined,
    });

    const said = await bed.run(player, MINUTE / 2);
    expect(said).toContain("dev cart error BuildFailed: kustomize build failed: no");
    expect(said.find((line) => line.startsWith("dev front"))).toMatch(/error BuildFailed: .* app\.yaml: no apiVersion/);
    expect(said.find((line) => line.startsWith("dev gone"))).toMatch(
      /error ArtifactFailed: kustomization path not found: stat \/tmp\/kustomization-\d+\/envs\/dev\/gone: no such file/,
    );
    expect(player.applied("dev").map(({ sha }) => sha)).toEqual([undefined, undefined, undefined]);
  });

  it("makes a Kustomization wait for another one, and look again after half a minute", async () => {
    bed.repository.push({
      "envs/dev/cart/app.yaml": deployment("cart", "1"),
      "envs/dev/front/app.yaml": deployment("front", "1"),
    });
    const player = bed.play({
      clusters: [cluster("dev", { name: "front", path: "envs/dev/front", dependsOn: ["cart"] }, cart)],
    });

    const said = await bed.run(player, MINUTE);
    expect(said.filter((line) => line.startsWith("dev front"))).toEqual([
      "dev front info DependencyNotReady: Dependencies do not meet ready condition, retrying in …",
      "dev front info Progressing: Deployment/shop/front created",
      "dev front info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);
  });

  it("reports a branch that is not there, and the commit once it is", async () => {
    const player = bed.play();
    expect(await bed.run(player, MINUTE / 2)).toEqual([
      `dev flux-system error GitOperationFailed: failed to checkout and determine revision: unable to clone '${bed.repository.url}': couldn't find remote ref "refs/heads/main"`,
    ]);
    expect(player.deliveries[0]?.event).not.toHaveProperty("metadata");

    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    expect((await bed.run(player, MINUTE))[0]).toContain("info NewArtifact");
  });

  it("reports a repository that cannot be read without the password of its address", async () => {
    const player = bed.play({ gitRepository: { url: "http://flux:s3cr3t@127.0.0.1:1/acme/shop-manifests.git" } });

    expect((await bed.run(player, MINUTE / 2))[0]).toContain("unable to list remote for 'http://127.0.0.1:1/acme/");
    expect(player.deliveries[0]?.body).not.toContain("s3cr3t");
  });
});
