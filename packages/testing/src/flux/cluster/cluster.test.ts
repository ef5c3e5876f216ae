import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { ClusterOptions } from "./cluster-options.ts";
import { cart, cluster, createTestBed, deployment, MINUTE, type TestBed } from "../test-bed.ts";

const files = (tag: string) => ({ "envs/dev/cart/app.yaml": deployment("cart", tag) });

let bed: TestBed;
beforeEach(() => {
  bed = createTestBed();
});
afterEach(() => bed.close());

function play(options: Partial<ClusterOptions>) {
  return bed.play({
    clusters: [{ ...cluster("dev", cart), ...options }],
    scenario: ({ files }) => (files.get("app.yaml")?.includes("cart:broken") ? { code: "unhealthy" } : undefined),
  });
}

describe("the way back", { timeout: 30_000 }, () => {
  it("by a revert is a deployment of the revert", async () => {
    const player = play({});
    bed.repository.push(files("1"), "One");
    await bed.run(player, MINUTE / 2);
    bed.repository.push(files("2"), "Two");
    await bed.run(player, MINUTE);
    const revert = bed.repository.push(files("1"), 'Revert "Two"');

    expect(await bed.run(player, MINUTE)).toEqual([
      "dev flux-system info NewArtifact: stored artifact for commit 'Revert \"Two\"'",
      "dev cart info Progressing: Deployment/shop/cart configured",
      "dev cart info Progressing: Health check passed in …",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);
    expect(player.deliveries.at(-1)?.event.metadata?.["revision"]).toBe(`main@sha1:${revert}`);
  });

  it("by moving the branch back is a deployment of the old commit, which nothing marks", async () => {
    const player = play({});
    const old = bed.repository.push(files("1"), "One");
    await bed.run(player, MINUTE / 2);
    bed.repository.push(files("2"), "Two");
    await bed.run(player, 6 * MINUTE);
    bed.repository.moveBack(old);

    expect(await bed.run(player, MINUTE)).toEqual([
      "dev flux-system info NewArtifact: stored artifact for commit 'One'",
      "dev cart info Progressing: Deployment/shop/cart configured",
      "dev cart info Progressing: Health check passed in …",
      "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …",
    ]);
    expect(player.deliveries.at(-1)?.event.metadata?.["revision"]).toBe(`main@sha1:${old}`);
    expect(player.applied("dev")[0]?.sha).toBe(old);
  });

  it("back and forth within five minutes loses the events that were said before", async () => {
    const player = play({});
    const one = bed.repository.push(files("1"), "One");
    await bed.run(player, MINUTE / 2);
    const two = bed.repository.push(files("2"), "Two");
    await bed.run(player, MINUTE);
    bed.repository.moveBack(one);
    await bed.run(player, MINUTE);
    bed.repository.moveBack(two);
    await bed.run(player, MINUTE);

    const lost = player.deliveries.filter(({ state }) => state === "suppressed").map(({ event }) => event.message);
    expect(lost).toEqual([
      "stored artifact for commit 'One'",
      "stored artifact for commit 'Two'",
      "Deployment/shop/cart configured",
    ]);
  });
});

describe("a newer commit during a health check", { timeout: 30_000 }, () => {
  const featureGates = ["CancelHealthCheckOnNewRevision"] as const;
  const NEWER = [
    "Progressing: Deployment/shop/cart configured",
    "Progressing: Health check passed in …",
    "ReconciliationSucceeded: Reconciliation finished in …, next run in …",
  ].map((said) => `dev cart info ${said}`);

  it.each([
    [
      "2.7.5",
      [
        "dev cart info Progressing: New revision detected during health check, cancelling",
        "dev cart error HealthCheckFailed: health check failed after …: context canceled",
      ],
    ],
    [
      "2.9.4",
      [
        "dev cart info HealthCheckCanceled: Health checks canceled due to new reconciliation triggered by GitRepository/flux-system/flux-system",
      ],
    ],
  ] as const)("ends it under Flux %s with the gate, at the old revision", async (flux, cancelled) => {
    const player = play({ flux, featureGates });
    const broken = bed.repository.push(files("broken"));
    await bed.run(player, MINUTE / 2);
    bed.repository.push(files("2"));

    const said = (await bed.run(player, MINUTE)).filter((line) => line.startsWith("dev cart"));
    expect(said).toEqual([...cancelled, ...NEWER]);
    const ofOld = player.deliveries.filter(({ event }) => event.message.includes("cancel"));
    expect(new Set(ofOld.map(({ event }) => event.metadata?.["revision"]))).toEqual(new Set([`main@sha1:${broken}`]));
    expect(player.applied("dev")[0]?.ready).toBe(true);
  });

  it("ends a check that would have passed just so", async () => {
    bed.repository.push(files("1"));
    const clusters = [{ ...cluster("dev", cart), featureGates }];
    const player = bed.play({ clusters, rolloutTime: 2 * MINUTE });
    await bed.run(player, MINUTE / 2);
    bed.repository.push(files("2"));

    const said = await bed.run(player, 4 * MINUTE);
    expect(said.filter((line) => line.includes("HealthCheckCanceled"))).toHaveLength(1);
    expect(said.slice(-3)).toEqual(NEWER);
  });
});

describe("the commit status event", { timeout: 30_000 }, () => {
  it.each([
    ["2.8.0", "suppressed"],
    ["2.8.5", "suppressed"],
    ["2.8.6", "delivered"],
    ["2.7.5", "delivered"],
  ] as const)("is posted by Flux %s or not: %s", async (flux, state) => {
    bed.repository.push(files("1"));
    const player = play({ flux });
    await bed.run(player, MINUTE / 2);

    expect(player.deliveries.map((delivery) => delivery.state)).toEqual(["delivered", "delivered", "delivered", state]);
    expect(player.deliveries.at(-1)?.event.reason).toBe("ReconciliationSucceeded");
  });

  it("does not exist when it is switched off", async () => {
    bed.repository.push(files("1"));
    const player = play({ featureGates: ["DisableCommitStatusEvent"] });

    expect((await bed.run(player, MINUTE / 2)).at(-1)).toBe("dev cart info Progressing: Health check passed in …");
    expect(player.applied("dev")[0]?.ready).toBe(true);
  });
});
