import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { ClusterOptions } from "../cluster/cluster-options.ts";
import type { FluxPlayer } from "../flux-player.ts";
import type { Ending, Scenario } from "../scenario.ts";
import { cart, cluster, createTestBed, deployment, MINUTE, service, type TestBed } from "../test-bed.ts";

const FINISHED = "dev cart info ReconciliationSucceeded: Reconciliation finished in …, next run in …";
const PASSED = "dev cart info Progressing: Health check passed in …";
const files = (tag: string) => ({ "envs/dev/cart/app.yaml": `${deployment("cart", tag)}---\n${service("cart")}` });

let bed: TestBed;
beforeEach(() => {
  bed = createTestBed();
});
afterEach(() => bed.close());

/** Plays a cluster until it has deployed the first commit. */
async function deployed(options: Partial<ClusterOptions> = {}, scenario?: Scenario): Promise<FluxPlayer> {
  bed.repository.push(files("1"));
  const player = bed.play({
    clusters: [{ ...cluster("dev", cart), ...options }],
    ...(scenario !== undefined && { scenario }),
  });
  await bed.run(player, MINUTE / 2);
  return player;
}

const ofCart = (lines: readonly string[]) => lines.filter((line) => line.startsWith("dev cart"));

describe("a Kustomization whose objects have drifted", { timeout: 30_000 }, () => {
  it("sets them right at the same revision, and says nothing of health, which did not change", async () => {
    const player = await deployed();
    player
      .cluster("dev")
      .kustomization("cart")
      .drift({
        changed: ["Deployment/shop/cart"],
        removed: ["Service/shop/cart"],
      });
    const revisions = () => new Set(player.deliveries.map(({ event }) => event.metadata?.["revision"]));
    const before = revisions();

    expect(await bed.during(player, () => player.reconcile())).toEqual([
      "dev cart info Progressing: Service/shop/cart created, Deployment/shop/cart configured",
      FINISHED,
    ]);
    expect(revisions()).toEqual(before);
    expect(await bed.during(player, () => player.reconcile())).toEqual([FINISHED]);
  });

  it("announces health as well when it was unhealthy before", async () => {
    let ending: Ending = { code: "unhealthy", cause: "stalled" };
    const player = await deployed({}, () => ending);
    ending = { code: "succeeded" };
    player
      .cluster("dev")
      .kustomization("cart")
      .drift({ changed: ["Deployment/shop/cart"] });

    expect(await bed.during(player, () => player.reconcile())).toEqual([
      "dev cart info Progressing: Deployment/shop/cart configured",
      PASSED,
      FINISHED,
    ]);
  });

  it("refuses drift of an object that it never applied", async () => {
    const player = await deployed();
    const kustomization = player.cluster("dev").kustomization("flux-system/cart");

    expect(() => {
      kustomization.drift({ removed: ["Secret/shop/cart"] });
    }).toThrow("has not applied any Secret/shop/cart");
    expect(() => player.cluster("dev").kustomization("front")).toThrow("has no Kustomization flux-system/front");
    expect(() => player.cluster("stage")).toThrow("no cluster stage");
  });
});

describe("a Kustomization whose objects are refused", { timeout: 30_000 }, () => {
  it("tells what was applied before the refusal once, and applies the rest when it may", async () => {
    let ending: Ending = { code: "apply-failed" };
    bed.repository.push({
      "envs/dev/cart/app.yaml": `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n---\n${deployment("cart", "1")}`,
    });
    const player = bed.play({ scenario: () => ending });
    const refused =
      "dev cart error ReconciliationFailed: Deployment/shop/cart dry-run failed (Forbidden): " +
      'deployments.apps "cart" is forbidden: User "system:serviceaccount:flux-system:kustomize-controller" ' +
      'cannot patch resource "deployments" in API group "apps" in the namespace "shop"';

    expect(ofCart(await bed.run(player, MINUTE / 2))).toEqual([`${refused}, Namespace/shop created, `]);
    expect(player.deliveries.at(-1)?.event.message.endsWith("\nNamespace/shop created\n")).toBe(true);
    expect(player.applied("dev")[0]).toMatchObject({ sha: undefined, ready: false, objects: ["Namespace/shop"] });
    expect(await bed.during(player, () => player.reconcile())).toEqual([refused]);

    ending = { code: "succeeded" };
    expect(await bed.during(player, () => player.reconcile())).toEqual([
      "dev cart info Progressing: Deployment/shop/cart created",
      PASSED,
      FINISHED,
    ]);
  });

  it("keeps what it could not prune, and prunes it later", async () => {
    let ending: Ending = { code: "prune-failed" };
    const player = await deployed({}, () => ending);
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "2") });

    expect(ofCart(await bed.run(player, MINUTE))).toEqual([
      "dev cart info Progressing: Deployment/shop/cart configured",
      'dev cart error PruneFailed: delete failed, errors: Service/shop/cart delete failed: admission webhook "deny.example.com" denied the request',
    ]);
    ending = { code: "succeeded" };
    expect(await bed.during(player, () => player.reconcile())).toEqual([
      "dev cart info Progressing: Service/shop/cart deleted",
      FINISHED,
    ]);
  });

  it("leaves alone what has pruning disabled, and says so", async () => {
    const kept = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: kept\n  namespace: shop\n  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled\n`;
    bed.repository.push({ ...files("1"), "envs/dev/cart/secret.yaml": kept });
    const player = bed.play();
    await bed.run(player, MINUTE / 2);
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });

    expect(ofCart(await bed.run(player, MINUTE))[0]).toBe(
      "dev cart info Progressing: Service/shop/cart deleted, Secret/shop/kept skipped",
    );
  });
});

describe("a Kustomization that fails before it applies", { timeout: 30_000 }, () => {
  it.each<[Ending["code"], string | undefined]>([
    ["access-denied", "AccessDenied"],
    ["feature-gate-disabled", "FeatureGateDisabled"],
    ["invalid-cel-expression", "InvalidCELExpression"],
  ])("of %s names no revision, and is not tried again", async (code, reason) => {
    const player = await deployed({}, () => ({ code }));
    const { event } = player.deliveries.at(-1)!;

    expect(event).toMatchObject({ severity: "error", reason });
    expect(event).not.toHaveProperty("metadata");
    expect(ofCart(await bed.run(player, 60 * MINUTE))).toEqual([]);
  });

  it.each<[Ending["code"], string]>([
    ["artifact-failed", "ArtifactFailed"],
    ["build-failed", "BuildFailed"],
    ["directory-creation-failed", "DirectoryCreationFailed"],
  ])("of %s names the revision, and heals when the cause is gone", async (code, reason) => {
    const player = await deployed({}, ({ attempt }) => (attempt === 1 ? { code } : undefined));

    expect(player.deliveries.at(-1)?.event).toMatchObject({ severity: "error", reason });
    expect(player.deliveries.at(-1)?.event.metadata?.["revision"]).toMatch(/^main@sha1:/);
    expect(ofCart(await bed.run(player, 10 * MINUTE))).toEqual([
      "dev cart info Progressing: Service/shop/cart created, Deployment/shop/cart created",
      PASSED,
      FINISHED,
    ]);
  });

  it.each([
    [true, 2, "unable to update the healthy status to progressing"],
    [false, 0, "failed to update status"],
  ])("of a status conflict, waiting for health: %s, has applied %i objects", async (wait, objects, doing) => {
    const player = await deployed({ kustomizations: [{ ...cart, wait }] }, ({ attempt }) =>
      attempt === 1 ? { code: "status-conflict" } : undefined,
    );

    expect(player.deliveries.at(-1)?.event).toMatchObject({
      severity: "error",
      reason: "Progressing",
      message: `${doing}: Operation cannot be fulfilled on kustomizations.kustomize.toolkit.fluxcd.io "cart": the object has been modified; please apply your changes to the latest version and try again`,
    });
    expect(player.applied("dev")[0]?.objects).toHaveLength(objects);
  });
});

describe("a Kustomization that is deleted", { timeout: 30_000 }, () => {
  const DELETED = "dev cart info ReconciliationSucceeded: Deployment/shop/cart deleted, Service/shop/cart deleted";

  it("says what is deleted and that it has finished, names the revision, and is never heard of again", async () => {
    const player = await deployed();

    expect(await bed.during(player, () => player.cluster("dev").kustomization("cart").delete())).toEqual([
      DELETED,
      FINISHED,
    ]);
    bed.repository.push(files("2"));
    expect(player.deliveries.slice(-2).map(({ event }) => Object.keys(event.metadata ?? {}))).toEqual([
      ["revision"],
      ["commit_status", "revision"],
    ]);
    expect(player.applied("dev")).toEqual([]);
    expect(ofCart(await bed.run(player, 30 * MINUTE))).toEqual([]);
  });

  it("tries again after a refusal", async () => {
    const player = await deployed();
    const kustomization = player.cluster("dev").kustomization("cart");

    expect(await bed.during(player, () => kustomization.delete({ code: "prune-failed" }))).toEqual([
      "dev cart error ReconciliationSucceeded: pruning for deleted resource failed",
      FINISHED,
    ]);
    expect(ofCart(await bed.run(player, MINUTE / 4))).toEqual([DELETED, FINISHED]);
    expect(player.applied("dev")).toEqual([]);
  });

  it("waits for its objects to go when it shall", async () => {
    const waiting = { ...cart, deletionPolicy: "WaitForTermination" } as const;
    const player = await deployed({ kustomizations: [waiting] });
    const kustomization = player.cluster("dev").kustomization("cart");

    expect(await bed.during(player, () => kustomization.delete({ code: "termination-timed-out" }))).toEqual([
      DELETED,
      "dev cart error ReconciliationSucceeded: failed to wait for resources termination",
      FINISHED,
    ]);
  });

  it.each([
    [{ deletionPolicy: "Orphan" } as const, [FINISHED]],
    [{ prune: false }, [FINISHED]],
    [{ prune: false, deletionPolicy: "Delete" } as const, [DELETED, FINISHED]],
  ])("with %j says %j", async (options, said) => {
    const player = await deployed({ kustomizations: [{ ...cart, ...options }] });

    expect(await bed.during(player, () => player.cluster("dev").kustomization("cart").delete())).toEqual(said);
  });

  it("leaves its objects behind without a word when it is suspended", async () => {
    const player = await deployed();
    const kustomization = player.cluster("dev").kustomization("cart");
    kustomization.suspend();

    expect(await bed.during(player, () => kustomization.delete())).toEqual([]);
    expect(player.applied("dev")).toEqual([]);
  });
});

describe("a Kustomization that is suspended", { timeout: 30_000 }, () => {
  it("is silent until it is resumed, and then deploys the newest commit", async () => {
    const player = await deployed();
    const kustomization = player.cluster("dev").kustomization("cart");
    kustomization.suspend();
    bed.repository.push(files("2"));

    expect(ofCart(await bed.run(player, 30 * MINUTE))).toEqual([]);
    expect(player.applied("dev")[0]?.ready).toBe(true);
    expect(await bed.during(player, () => kustomization.resume())).toEqual([
      "dev cart info Progressing: Deployment/shop/cart configured",
      PASSED,
      FINISHED,
    ]);
    expect(ofCart(await bed.run(player, 10 * MINUTE))).toEqual([FINISHED]);
  });
});
