import { type FluxEvent, foldOutcomes, isEventOf } from "@gitops/flux-events";
import { describe, expect, it } from "vitest";

import { expectReadable, meaningOf, play, type Story } from "./play.ts";

const CHART = { name: "redis", version: "20.6.1", appVersion: "7.4.1" };
const NEXT = { name: "redis", version: "20.6.2", appVersion: "7.4.2" };
const REDIS = { name: "redis", namespace: "shop", chart: CHART };

const helmOutcome = (events: readonly FluxEvent[]) =>
  foldOutcomes(events.filter((event) => isEventOf(event, "HelmRelease")));

const HELM_RELEASE: readonly (readonly [title: string, Story, meanings: readonly string[], end: string])[] = [
  [
    "an installation with tests",
    { cluster: { helmReleases: [{ ...REDIS, test: { hooks: 3 } }] } },
    ["InstallSucceeded: succeeded, released", "TestSucceeded: succeeded, tested"],
    "succeeded, tested, 20.6.1",
  ],
  [
    "tests that fail",
    {
      cluster: { helmReleases: [{ ...REDIS, test: { hooks: 1 } }] },
      helmScenario: ({ action }) => (action === "test" ? { code: "failed" } : undefined),
    },
    ["InstallSucceeded: succeeded, released", "TestFailed: failed, test-failed"],
    "failed, test-failed, 20.6.1",
  ],
  [
    "an upgrade that fails and is rolled back",
    {
      cluster: { helmReleases: [{ ...REDIS, upgrade: { remediateLastFailure: true } }] },
      helmScenario: ({ action }) => (action === "upgrade" ? { code: "failed", logs: ["waiting"] } : undefined),
      act: async ({ player, reconcile, finish }) => {
        await reconcile();
        await finish(player.cluster("dev").helmRelease("shop/redis").update({ chart: NEXT }));
      },
    },
    [
      "InstallSucceeded: succeeded, released",
      "UpgradeFailed: failed, release-failed",
      "RollbackSucceeded: neutral, rollback",
    ],
    "failed, rollback, 20.6.2",
  ],
  [
    "an installation that fails and is uninstalled",
    {
      cluster: { helmReleases: [{ ...REDIS, install: { remediateLastFailure: true } }] },
      helmScenario: ({ action }) => (action === "install" ? { code: "failed" } : undefined),
    },
    ["InstallFailed: failed, release-failed", "UninstallSucceeded: neutral, rollback"],
    "failed, rollback, 20.6.1",
  ],
  [
    "an interruption, whose lock is removed",
    {
      cluster: { helmReleases: [REDIS] },
      helmScenario: ({ action, attempt }) =>
        action === "install" && attempt === 1 ? { code: "interrupted" } : undefined,
      act: async ({ reconcile }) => {
        await reconcile();
        await reconcile();
      },
    },
    ["PendingRelease: progressing, transient", "UpgradeSucceeded: succeeded, released"],
    "succeeded, released, 20.6.1",
  ],
  [
    "errors that are none",
    {
      cluster: { helmReleases: [REDIS] },
      helmScenario: ({ action }) => (action === "install" ? { code: "inventory-build-failed" } : undefined),
    },
    ["InventoryBuildFailed: neutral, warning", "InstallSucceeded: succeeded, released"],
    "succeeded, released, 20.6.1",
  ],
  [
    "drift that is corrected",
    {
      cluster: { helmReleases: [{ ...REDIS, driftDetection: "enabled" }] },
      act: async ({ player, reconcile }) => {
        await reconcile();
        player
          .cluster("dev")
          .helmRelease("shop/redis")
          .drift({ changed: ["Service/shop/redis"] });
        await reconcile();
      },
    },
    ["InstallSucceeded: succeeded, released", "DriftDetected: neutral, drift", "DriftCorrected: neutral, drift"],
    "succeeded, released, 20.6.1",
  ],
  [
    "a rollback that fails",
    {
      cluster: { helmReleases: [{ ...REDIS, upgrade: { remediateLastFailure: true } }] },
      helmScenario: ({ action }) => (action === "upgrade" || action === "rollback" ? { code: "failed" } : undefined),
      act: async ({ player, reconcile, finish }) => {
        await reconcile();
        await finish(player.cluster("dev").helmRelease("shop/redis").update({ chart: NEXT }));
      },
    },
    [
      "InstallSucceeded: succeeded, released",
      "UpgradeFailed: failed, release-failed",
      "RollbackFailed: failed, remediation-failed",
    ],
    "failed, remediation-failed, 20.6.2",
  ],
  [
    "a wait that is given up for a newer chart",
    {
      cluster: { helmReleases: [REDIS], featureGates: ["CancelHealthCheckOnNewRevision"] },
      helmScenario: ({ action, chart }) =>
        action === "upgrade" && chart.version === NEXT.version ? { code: "failed" } : undefined,
      act: async ({ player, reconcile, finish, live }) => {
        await reconcile();
        const redis = player.cluster("dev").helmRelease("shop/redis");
        const first = redis.update({ chart: NEXT });
        await live(1);
        await finish(Promise.all([first, redis.update({ chart: { ...NEXT, version: "20.7.0" } })]));
      },
    },
    [
      "InstallSucceeded: succeeded, released",
      "UpgradeFailed: neutral, superseded",
      "HealthCheckCanceled: neutral, superseded",
      "UpgradeSucceeded: succeeded, released",
    ],
    "succeeded, released, 20.7.0",
  ],
  [
    "a lock that cannot be removed at first",
    {
      cluster: { helmReleases: [REDIS] },
      helmScenario: ({ action, attempt }) => {
        if (attempt > 1) return undefined;
        return action === "install" ? { code: "interrupted" } : action === "unlock" ? { code: "failed" } : undefined;
      },
      act: async ({ reconcile }) => {
        await reconcile();
        await reconcile();
        await reconcile();
      },
    },
    [
      "PendingRelease: failed, release-failed",
      "PendingRelease: progressing, transient",
      "UpgradeSucceeded: succeeded, released",
    ],
    "succeeded, released, 20.6.1",
  ],
  [
    "drift that is corrected in part",
    {
      cluster: { helmReleases: [{ ...REDIS, driftDetection: "enabled" }] },
      helmScenario: ({ action }) =>
        action === "correct-drift"
          ? { code: "failed", message: "denied", corrected: ["Service/shop/redis"] }
          : undefined,
      act: async ({ player, reconcile }) => {
        await reconcile();
        player
          .cluster("dev")
          .helmRelease("shop/redis")
          .drift({ changed: ["Service/shop/redis", "ConfigMap/shop/redis"] });
        await reconcile();
      },
    },
    ["InstallSucceeded: succeeded, released", "DriftDetected: neutral, drift", "DriftCorrectionFailed: neutral, drift"],
    "succeeded, released, 20.6.1",
  ],
  [
    "doubts that are no errors",
    {
      cluster: { helmReleases: [REDIS] },
      helmScenario: ({ action }) =>
        action === "install" ? { code: "namespace-check-skipped", message: "no mapping" } : undefined,
    },
    ["NamespaceCheckSkipped: neutral, warning", "InstallSucceeded: succeeded, released"],
    "succeeded, released, 20.6.1",
  ],
  [
    "a deletion that fails at first",
    {
      cluster: { helmReleases: [REDIS] },
      helmScenario: ({ action, attempt }) => (action === "uninstall" && attempt === 1 ? { code: "failed" } : undefined),
      act: async ({ player, reconcile, finish }) => {
        await reconcile();
        await finish(player.cluster("dev").helmRelease("shop/redis").delete());
        await reconcile();
      },
    },
    [
      "InstallSucceeded: succeeded, released",
      "UninstallFailed: failed, deletion-failed",
      "UninstallSucceeded: neutral, deletion",
    ],
    "failed, deletion-failed, 20.6.1",
  ],
  [
    "a deletion",
    {
      cluster: { helmReleases: [REDIS] },
      act: async ({ player, reconcile, finish }) => {
        await reconcile();
        await finish(player.cluster("dev").helmRelease("shop/redis").delete());
      },
    },
    ["InstallSucceeded: succeeded, released", "UninstallSucceeded: neutral, deletion"],
    "succeeded, released, 20.6.1",
  ],
  [
    "values that are not there",
    {
      cluster: { helmReleases: [REDIS] },
      helmScenario: ({ action, attempt }) =>
        action === "prepare" && attempt === 1 ? { code: "values-error" } : undefined,
      act: async ({ reconcile }) => {
        await reconcile();
        await reconcile();
      },
    },
    ["ValuesError: failed, misconfigured", "InstallSucceeded: succeeded, released"],
    "succeeded, released, 20.6.1",
  ],
];

describe("what the player says of a HelmRelease", () => {
  it.each(HELM_RELEASE)("means what it plays: %s", async (_, story, meanings, end) => {
    const events = (await play(story)).filter((event) => isEventOf(event, "HelmRelease"));

    expect(events.map(meaningOf)).toEqual(meanings.map((meaning) => `HelmRelease ${meaning}`));
    const { phase, why, chartVersion } = helmOutcome(events);
    expect(`${phase}, ${why}, ${chartVersion ?? "no chart"}`).toBe(end);
    expectReadable(events);
  });
});
