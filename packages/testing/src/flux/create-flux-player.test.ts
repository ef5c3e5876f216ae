import { createHmac } from "node:crypto";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createVirtualClock, type VirtualClock } from "./clock/virtual-clock.ts";
import { createFluxPlayer } from "./create-flux-player.ts";
import type { ClusterOptions, FluxPlayer, FluxPlayerOptions, KustomizationOptions } from "./flux-player.ts";
import type { Scenario } from "./scenario.ts";
import { createTestRepository, type TestRepository } from "./source/test-repository.ts";

const SECRET = "correct horse battery staple";
const MINUTE = 60_000;

const deployment = (name: string, tag: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  namespace: shop\nspec:\n  image: ${name}:${tag}\n`;
const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  namespace: shop\n`;

let repository: TestRepository;
let clock: VirtualClock;
let players: FluxPlayer[];

beforeEach(() => {
  repository = createTestRepository();
  clock = createVirtualClock({ start: "2026-11-22T21:00:00Z" });
  players = [];
});

afterEach(async () => {
  await Promise.all(players.map((player) => player.stop()));
  repository.remove();
});

const cart: KustomizationOptions = { name: "cart", path: "./envs/dev/cart", wait: true, timeout: 5 * MINUTE };

function cluster(name: string, ...kustomizations: KustomizationOptions[]): ClusterOptions {
  return { name, provider: { address: `https://receiver.test/flux/${name}`, secret: SECRET }, kustomizations };
}

function play(options: Partial<FluxPlayerOptions> = {}): FluxPlayer {
  const player = createFluxPlayer({
    gitRepository: { url: repository.url },
    clusters: [cluster("dev", cart)],
    clock,
    fetch: () => Promise.resolve(new Response(null, { status: 202 })),
    ...options,
  });
  players.push(player);
  return player;
}

/** Lets the player run for a while and gives what it said, without the numbers that differ by seed. */
async function run(player: FluxPlayer, milliseconds: number): Promise<string[]> {
  const before = player.deliveries.length;
  player.start();
  await clock.advance(milliseconds);
  await player.idle();
  return player.deliveries.slice(before).map(({ cluster, event }) => {
    const message = event.message.replaceAll(/\b[\d.]+m?s\b/g, "…").replaceAll("\n", ", ");
    return `${cluster} ${event.involvedObject.name} ${event.severity} ${event.reason}: ${message}`;
  });
}

describe("a Flux player", () => {
  it("deploys a commit as Flux does: artifact, change set, health, end", async () => {
    const sha = repository.push(
      {
        "envs/dev/cart/app.yaml": `${deployment("cart", "1")}---\n${service("cart")}`,
        "envs/dev/cart/README.md": "no",
      },
      "Release cart 1",
    );
    const player = play();

    expect(await run(player, MINUTE / 2)).toEqual([
      "dev flux-system info NewArtifact: stored artifact for commit 'Release cart 1'",
      "dev cart info Progressing: Service/shop/cart created, Deployment/shop/cart created",
      "dev cart info Progressing: Health check passed in …",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in 10m0s",
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
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = play();
    await run(player, MINUTE / 2);

    expect(await run(player, 10 * MINUTE)).toEqual([
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in 10m0s",
    ]);

    const sha = repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1"), "other.txt": "x" }, "Unrelated");
    expect(await run(player, MINUTE)).toEqual([
      "dev flux-system info NewArtifact: stored artifact for commit 'Unrelated'",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in 10m0s",
    ]);
    expect(player.deliveries.at(-1)?.event.metadata).toEqual({ commit_status: "update", revision: `main@sha1:${sha}` });
  });

  it("configures what changed, and prunes what left the folder", async () => {
    repository.push({ "envs/dev/cart/a.yaml": deployment("cart", "1"), "envs/dev/cart/b.yaml": service("cart") });
    const player = play();
    await run(player, MINUTE / 2);
    repository.push({ "envs/dev/cart/a.yaml": deployment("cart", "2") });

    expect((await run(player, MINUTE)).slice(1, 3)).toEqual([
      "dev cart info Progressing: Deployment/shop/cart configured",
      "dev cart info Progressing: Service/shop/cart deleted",
    ]);
    expect(player.applied("dev")[0]?.objects).toEqual(["Deployment/shop/cart"]);
  });

  it("never hears of the commits that were pushed between two looks at the branch", async () => {
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") }, "One");
    const player = play();
    await run(player, MINUTE / 2);
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "2") }, "Two");
    const sha = repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "3") }, "Three");

    expect((await run(player, MINUTE))[0]).toContain("'Three'");
    expect(player.deliveries.some(({ body }) => body.includes("'Two'"))).toBe(false);
    expect(player.applied("dev")[0]?.sha).toBe(sha);
  });

  it("says applied, and not rolled out, where no health is awaited, even when nothing is healthy", async () => {
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = play({
      clusters: [cluster("dev", { ...cart, wait: false })],
      scenario: () => ({ code: "unhealthy" }),
    });

    expect(await run(player, MINUTE / 2)).toEqual([
      "dev flux-system info NewArtifact: stored artifact for commit 'Update the manifests'",
      "dev cart info Progressing: Deployment/shop/cart created",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in 10m0s",
    ]);
  });

  it("fails the health check of one cluster for one image, tries again, and recovers with the next commit", async () => {
    const isBroken: Scenario = ({ cluster, kustomization, files }) =>
      cluster === "stage-us" && kustomization === "cart" && files.get("app.yaml")?.includes("cart:2")
        ? { code: "unhealthy" }
        : undefined;
    const kustomization = { ...cart, path: "envs/stage/cart/", retryInterval: 2 * MINUTE };
    const player = play({
      clusters: [cluster("stage-eu", kustomization), cluster("stage-us", kustomization)],
      scenario: isBroken,
    });
    repository.push({ "envs/stage/cart/app.yaml": deployment("cart", "1") });
    await run(player, MINUTE / 2);
    repository.push({ "envs/stage/cart/app.yaml": deployment("cart", "2") });

    const failing = await run(player, 14 * MINUTE);
    expect(failing.filter((line) => line.startsWith("stage-us cart"))).toEqual([
      "stage-us cart info Progressing: Deployment/shop/cart configured",
      "stage-us cart error HealthCheckFailed: health check failed after 5m…: timeout waiting for: [Deployment/shop/cart status: 'InProgress']",
      "stage-us cart error HealthCheckFailed: health check failed after 5m…: timeout waiting for: [Deployment/shop/cart status: 'InProgress']",
    ]);
    expect(failing.filter((line) => line.startsWith("stage-eu cart")).at(-1)).toContain("ReconciliationSucceeded");
    expect(player.applied("stage-us")[0]).toMatchObject({ ready: false, objects: ["Deployment/shop/cart"] });
    expect(player.applied("stage-eu")[0]).toMatchObject({ ready: true });

    repository.push({ "envs/stage/cart/app.yaml": deployment("cart", "3") });
    const recovered = await run(player, 8 * MINUTE);
    expect(recovered.filter((line) => line.startsWith("stage-us cart")).slice(-3)).toEqual([
      "stage-us cart info Progressing: Deployment/shop/cart configured",
      "stage-us cart info Progressing: Health check passed in …",
      "stage-us cart info ReconciliationSucceeded: Reconciliation finished in …, next run in 10m0s",
    ]);
  });

  it("ends a running health check before it turns to a newer commit, as Flux does by default", async () => {
    const player = play({
      scenario: ({ files }) => (files.get("app.yaml")?.includes("cart:1") ? { code: "unhealthy" } : undefined),
    });
    const broken = repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    await run(player, MINUTE / 2);
    const fixed = repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "2") });

    await run(player, 6 * MINUTE);
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
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = play({
      clusters: [cluster("dev", { ...cart, retryInterval: MINUTE })],
      scenario: ({ attempt }) => (attempt < 2 ? { code: "unhealthy", cause: "stalled" } : undefined),
    });

    expect((await run(player, 2 * MINUTE)).slice(1)).toEqual([
      "dev cart info Progressing: Deployment/shop/cart created",
      "dev cart error HealthCheckFailed: health check failed after …: failed early due to stalled resources: [Deployment/shop/cart status: 'Failed']",
      "dev cart info Progressing: Health check passed in …",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in 10m0s",
    ]);
  });

  it("fails a build for a scenario, for manifests that it cannot read, and for a folder that is not there", async () => {
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1"), "envs/dev/front/app.yaml": "kind: [" });
    const player = play({
      clusters: [
        cluster("dev", cart, { name: "front", path: "./envs/dev/front" }, { name: "gone", path: "./envs/dev/gone" }),
      ],
      scenario: ({ kustomization }) =>
        kustomization === "cart" ? { code: "build-failed", message: "kustomize build failed: no" } : undefined,
    });

    const said = await run(player, MINUTE / 2);
    expect(said).toContain("dev cart error BuildFailed: kustomize build failed: no");
    expect(said.find((line) => line.startsWith("dev front"))).toMatch(/error BuildFailed: .* app\.yaml: no apiVersion/);
    expect(said.find((line) => line.startsWith("dev gone"))).toMatch(
      /error ArtifactFailed: kustomization path not found: stat \/tmp\/kustomization-\d+\/envs\/dev\/gone: no such file/,
    );
    expect(player.applied("dev").map(({ sha }) => sha)).toEqual([undefined, undefined, undefined]);
  });

  it("makes a Kustomization wait for another one, and look again after half a minute", async () => {
    repository.push({
      "envs/dev/cart/app.yaml": deployment("cart", "1"),
      "envs/dev/front/app.yaml": deployment("front", "1"),
    });
    const player = play({
      clusters: [cluster("dev", { name: "front", path: "envs/dev/front", dependsOn: ["cart"] }, cart)],
    });

    const said = await run(player, MINUTE);
    expect(said.filter((line) => line.startsWith("dev front"))).toEqual([
      "dev front info DependencyNotReady: Dependencies do not meet ready condition, retrying in …",
      "dev front info Progressing: Deployment/shop/front created",
      "dev front info ReconciliationSucceeded: Reconciliation finished in …, next run in 10m0s",
    ]);
  });

  it("reports a branch that is not there, and the commit once it is", async () => {
    const player = play();
    expect(await run(player, MINUTE / 2)).toEqual([
      `dev flux-system error GitOperationFailed: failed to checkout and determine revision: unable to clone '${repository.url}': couldn't find remote ref "refs/heads/main"`,
    ]);
    expect(player.deliveries[0]?.event).not.toHaveProperty("metadata");

    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    expect((await run(player, MINUTE))[0]).toContain("info NewArtifact");
  });

  it("reports a repository that cannot be read without the password of its address", async () => {
    const player = play({ gitRepository: { url: "http://flux:s3cr3t@127.0.0.1:1/acme/shop-manifests.git" } });

    expect((await run(player, MINUTE / 2))[0]).toContain("unable to list remote for 'http://127.0.0.1:1/acme/");
    expect(player.deliveries[0]?.body).not.toContain("s3cr3t");
  });

  it("plays a round on request without ever having started", async () => {
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = play();

    const round = player.reconcile();
    await clock.advance(10_000);
    await round;
    expect(player.applied("dev")[0]?.ready).toBe(true);

    const before = player.deliveries.length;
    await clock.advance(60 * MINUTE);
    expect(player.deliveries).toHaveLength(before);
  });

  it("adds what the Alert and the object say to the metadata, and lets the controller win", async () => {
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const annotations = {
      "event.toolkit.fluxcd.io/app": "cart",
      "event.toolkit.fluxcd.io/env": "overridden",
      note: "no",
    };
    const player = play({
      clusters: [{ ...cluster("dev", { ...cart, annotations }), eventMetadata: { env: "dev", revision: "ignored" } }],
    });
    await run(player, MINUTE / 2);

    expect(player.deliveries[1]?.event.metadata).toMatchObject({ app: "cart", env: "dev" });
    expect(Object.keys(player.deliveries[3]?.event.metadata ?? {})).toEqual([
      "app",
      "commit_status",
      "env",
      "revision",
    ]);
    expect(player.deliveries[3]?.event.metadata?.["revision"]).toMatch(/^main@sha1:/);
  });

  it("says the same again with the same seed, and something else with another", async () => {
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const bodies = async (seed: number) => {
      clock = createVirtualClock();
      const player = play({ seed });
      await run(player, 30 * MINUTE);
      return player.deliveries.map(({ body }) => body);
    };

    const first = await bodies(7);
    expect(await bodies(7)).toEqual(first);
    expect(await bodies(8)).not.toEqual(first);
  });

  it("signs the bytes that it posts", async () => {
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") }, "Allow <b> & more");
    const requests: Request[] = [];
    const player = play({
      fetch: (address, init) => {
        requests.push(new Request(address, init));
        return Promise.resolve(new Response(null, { status: 202 }));
      },
    });
    await run(player, MINUTE / 2);

    const [request] = requests;
    const body = await request!.text();
    expect(request!.headers.get("gotk-component")).toBe("source-controller");
    expect(request!.headers.get("content-type")).toBe("application/json");
    expect(request!.headers.get("x-signature")).toBe(
      `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
    );
    expect(body).toContain("Allow \\u003cb\\u003e \\u0026 more");
  });

  it("throws what a scenario throws, where the player is asked next", async () => {
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = play({
      scenario: () => {
        throw new RangeError("a mistake in the rule");
      },
    });

    const round = expect(player.reconcile()).rejects.toThrow("a mistake in the rule");
    await clock.advance(MINUTE);
    await round;
  });

  it("abandons what is under way when it is stopped", async () => {
    repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = play({ fetch: () => new Promise(() => undefined) });
    player.start();
    await clock.advance(1);
    await player.stop();

    expect(player.deliveries.map(({ state }) => state)).toEqual(["lost"]);
  });

  it("refuses two clusters, or two Kustomizations of a cluster, with one name", () => {
    expect(() => play({ clusters: [cluster("dev"), cluster("dev")] })).toThrow(TypeError);
    expect(() => play({ clusters: [cluster("dev", cart, cart)] })).toThrow(/flux-system\/cart on dev twice/);
  });
});
