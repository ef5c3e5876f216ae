import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { ClusterOptions } from "../cluster/cluster-options.ts";
import type { FluxPlayer } from "../flux-player.ts";
import { createTestBed, MINUTE, playHelmRelease, type TestBed } from "../test-bed.ts";
import type { HelmReleaseOptions } from "./helm-release-options.ts";
import type { HelmEnding, HelmScenario } from "./helm-scenario.ts";

const podinfo: HelmReleaseOptions = {
  name: "podinfo",
  chart: { name: "podinfo", version: "6.5.0", appVersion: "6.5.0" },
};
const NEXT = { chart: { name: "podinfo", version: "6.5.1" } };
const INSTALLED =
  "dev podinfo info InstallSucceeded: Helm install succeeded for release flux-system/podinfo.v1 with chart podinfo@6.5.0";
const drift = { changed: ["Deployment/apps/podinfo"], removed: ["ConfigMap/apps/podinfo"] };

let bed: TestBed;
beforeEach(() => {
  bed = createTestBed();
  bed.repository.push({ "README.md": "" });
});
afterEach(() => bed.close());

const play = (
  helmRelease: Partial<HelmReleaseOptions> = {},
  helmScenario?: HelmScenario,
  options?: Partial<ClusterOptions>,
) => playHelmRelease(bed, { ...podinfo, ...helmRelease }, helmScenario, options);

async function run(player: FluxPlayer, milliseconds: number) {
  return (await bed.run(player, milliseconds)).filter((line) => line.startsWith("dev podinfo"));
}

const release = (player: FluxPlayer) => player.cluster("dev").helmRelease("podinfo");
const lastMetadata = (player: FluxPlayer) => player.deliveries.at(-1)?.event.metadata;

describe("a HelmRelease whose objects have drifted", { timeout: 30_000 }, () => {
  const DETECTED =
    "dev podinfo error DriftDetected: Cluster state of release flux-system/podinfo.v1 has drifted from the desired state:, " +
    "Deployment/apps/podinfo changed (0 additions, 1 changes, 0 removals), ConfigMap/apps/podinfo removed";

  async function drifted(driftDetection: HelmReleaseOptions["driftDetection"], scenario?: HelmScenario) {
    const player = play(driftDetection === undefined ? {} : { driftDetection }, scenario);
    await run(player, MINUTE);
    release(player).drift(drift);
    return player;
  }

  it("says so as an error, and corrects it", async () => {
    const player = await drifted("enabled");

    expect(await run(player, 10 * MINUTE)).toEqual([
      DETECTED,
      "dev podinfo info DriftCorrected: Cluster state of release flux-system/podinfo.v1 has been corrected:, Deployment/apps/podinfo configured, ConfigMap/apps/podinfo created",
    ]);
    const [detected, corrected] = player.deliveries.slice(-2);
    expect(detected?.event).not.toHaveProperty("metadata");
    expect(corrected?.event.metadata).toEqual({ revision: "6.5.0" });
    expect(release(player).released().ready).toBe(true);
    expect(await run(player, 10 * MINUTE)).toEqual([]);
  });

  it("says so again and again when it may only warn, and is ready all the same", async () => {
    const player = await drifted("warn");

    expect(await run(player, 21 * MINUTE)).toEqual([DETECTED, DETECTED]);
    expect(release(player).released().ready).toBe(true);
  });

  it("does not look for it by default", async () => {
    expect(await run(await drifted(undefined), 10 * MINUTE)).toEqual([]);
  });

  it("says what it could not correct, and tries again", async () => {
    const player = await drifted("enabled", ({ action, attempt }) =>
      action === "correct-drift" && attempt === 1
        ? { code: "failed", message: "forbidden", corrected: ["ConfigMap/apps/podinfo"] }
        : undefined,
    );

    expect(await run(player, 10 * MINUTE)).toEqual([
      DETECTED,
      "dev podinfo error DriftCorrectionFailed: Failed to partially correct cluster state of release flux-system/podinfo.v1:, forbidden, , Successful corrections:, ConfigMap/apps/podinfo created",
      "dev podinfo error DriftDetected: Cluster state of release flux-system/podinfo.v1 has drifted from the desired state:, Deployment/apps/podinfo changed (0 additions, 1 changes, 0 removals)",
      "dev podinfo info DriftCorrected: Cluster state of release flux-system/podinfo.v1 has been corrected:, Deployment/apps/podinfo configured",
    ]);
  });
});

describe("a HelmRelease that cannot be prepared", { timeout: 30_000 }, () => {
  it.each<[HelmEnding["code"], string, string[]]>([
    ["artifact-failed", "ArtifactFailed", [INSTALLED]],
    ["values-error", "ValuesError", [INSTALLED]],
    ["access-denied", "AccessDenied", []],
    ["invalid-cel-expression", "InvalidCELExpression", []],
  ])("by %s says so without metadata, and then: %s", async (code, reason, later) => {
    const player = play({}, ({ action, attempt }) =>
      action === "prepare" && attempt === 1 ? ({ code } as HelmEnding) : undefined,
    );
    await run(player, 500);
    const event = player.deliveries.find((delivery) => delivery.event.reason === reason)?.event;

    expect(event?.severity).toBe("error");
    expect(event).not.toHaveProperty("metadata");
    expect(await run(player, MINUTE)).toEqual(later);
  });

  it("tries again with growing waits, of which the rate limit lets one be heard in five minutes", async () => {
    const player = play({}, ({ action }) => (action === "prepare" ? { code: "values-error" } : undefined));
    await run(player, 10 * MINUTE);

    const states = player.deliveries.filter(({ event }) => event.reason === "ValuesError").map(({ state }) => state);
    expect(states.length).toBeGreaterThan(5);
    expect(states.filter((state) => state === "delivered")).toHaveLength(2);
  });
});

describe("a HelmRelease with trouble beside the release", { timeout: 30_000 }, () => {
  it.each<[HelmEnding, string]>([
    [
      { code: "inventory-build-failed" },
      "InventoryBuildFailed: failed to build inventory for flux-system/podinfo: connection refused",
    ],
    [{ code: "namespace-check-skipped", message: "unknown kind" }, "NamespaceCheckSkipped: unknown kind"],
  ])("%j says an error before the success", async (ending, warning) => {
    const scenario: HelmScenario = ({ action }) => (action === "install" ? ending : undefined);

    expect(await run(play({}, scenario), MINUTE)).toEqual([`dev podinfo error ${warning}`, INSTALLED]);
    expect(await run(play({}, scenario, { flux: "2.7.5" }), MINUTE)).toEqual([INSTALLED]);
  });

  it("is unlocked after an interruption, and upgraded", async () => {
    const player = play({}, ({ action, attempt }) =>
      action === "upgrade" && attempt === 1 ? { code: "interrupted" } : undefined,
    );
    await run(player, MINUTE);
    const updated = release(player).update(NEXT);
    await bed.clock.advance(100);
    await updated;
    expect(release(player).released()).toMatchObject({ version: 2, status: "pending-upgrade", ready: false });

    expect(await run(player, MINUTE)).toEqual([
      "dev podinfo info PendingRelease: Unlocked Helm release flux-system/podinfo.v2 with chart podinfo@6.5.1 in pending-upgrade state",
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release flux-system/podinfo.v3 with chart podinfo@6.5.1",
    ]);
    expect(player.deliveries.at(-2)?.event.metadata).toEqual({ revision: "6.5.1" });
  });

  it("says that it cannot be unlocked, and tries again", async () => {
    const player = play({}, ({ action, attempt }) => {
      if (attempt > 1) return undefined;
      if (action === "install") return { code: "interrupted" };
      return action === "unlock" ? { code: "failed", message: "no" } : undefined;
    });

    expect(await run(player, MINUTE)).toEqual([
      "dev podinfo error PendingRelease: Unlock of Helm release flux-system/podinfo.v1 with chart podinfo@6.5.0 in pending-install state failed: no",
      "dev podinfo info PendingRelease: Unlocked Helm release flux-system/podinfo.v1 with chart podinfo@6.5.0 in pending-install state",
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release flux-system/podinfo.v2 with chart podinfo@6.5.0",
    ]);
  });
});

describe("a newer configuration while Helm waits", { timeout: 30_000 }, () => {
  const featureGates = ["CancelHealthCheckOnNewRevision"] as const;
  const scenario: HelmScenario = ({ action, chart }) =>
    action === "upgrade" && chart.version === "6.5.1" ? { code: "failed" } : undefined;

  async function supersede(
    change: Parameters<ReturnType<typeof release>["update"]>[0],
    options: Partial<ClusterOptions>,
  ) {
    const player = play({}, scenario, options);
    await run(player, MINUTE);
    const first = release(player).update(NEXT);
    await bed.clock.advance(10_000);
    const said = await bed.during(player, () => release(player).update(change));
    await first;
    return said;
  }

  it.each([
    [{ chart: { name: "podinfo", version: "6.5.2" } }, "HelmChart/flux-system/flux-system-podinfo"],
    [
      { chart: { name: "podinfo", version: "6.5.2", digest: `sha256:${"ab".repeat(32)}` } },
      "OCIRepository/flux-system/podinfo",
    ],
    [
      { values: { replicas: 2 }, chart: { name: "podinfo", version: "6.5.2" } },
      "HelmChart/flux-system/flux-system-podinfo",
    ],
  ])("%j ends it with a failure and a cancellation by %s", async (change, trigger) => {
    expect((await supersede(change, { featureGates })).map((line) => line.replace(/@6\.5\.2\S*/, "@6.5.2"))).toEqual([
      "dev podinfo error UpgradeFailed: Helm upgrade failed for release flux-system/podinfo with chart podinfo@6.5.1: context canceled",
      `dev podinfo info HealthCheckCanceled: Health checks canceled due to new reconciliation triggered by ${trigger}`,
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release flux-system/podinfo.v3 with chart podinfo@6.5.2",
    ]);
  });

  it("is tried when the wait is over, without the gate and before Flux 2.8", async () => {
    for (const options of [{}, { flux: "2.7.5", featureGates } as const]) {
      expect(await supersede({ chart: { name: "podinfo", version: "6.5.2" } }, options)).toEqual([
        "dev podinfo error UpgradeFailed: Helm upgrade failed for release flux-system/podinfo with chart podinfo@6.5.1: context deadline exceeded",
        "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release flux-system/podinfo.v3 with chart podinfo@6.5.2",
      ]);
    }
  });
});

describe("a HelmRelease in the hands of people", { timeout: 30_000 }, () => {
  it("is uninstalled when it is deleted, and never heard of again", async () => {
    const player = play();
    await run(player, MINUTE);

    expect(await bed.during(player, () => release(player).delete())).toEqual([
      "dev podinfo info UninstallSucceeded: Helm uninstall succeeded for release flux-system/podinfo.v1 with chart podinfo@6.5.0",
    ]);
    expect(lastMetadata(player)).toEqual({ "app-version": "6.5.0", revision: "6.5.0" });
    expect(release(player).released()).toMatchObject({ version: undefined, ready: false });
    expect(await run(player, 60 * MINUTE)).toEqual([]);
  });

  it("can fail to be uninstalled, and that is tried again", async () => {
    const player = play({}, ({ action, attempt }) =>
      action === "uninstall" && attempt === 1 ? { code: "failed", message: "no" } : undefined,
    );
    await run(player, MINUTE);
    const said = await bed.during(player, () => release(player).delete());

    expect([...said, ...(await run(player, MINUTE))]).toEqual([
      "dev podinfo error UninstallFailed: Helm uninstall failed for release flux-system/podinfo.v1 with chart podinfo@6.5.0: no",
      "dev podinfo info UninstallSucceeded: Helm uninstall succeeded for release flux-system/podinfo.v1 with chart podinfo@6.5.0",
    ]);
  });

  it("says nothing while it is suspended, upgrades when it is resumed, and leaves its release behind when it is deleted", async () => {
    const player = play();
    await run(player, MINUTE);
    release(player).suspend();
    expect(await bed.during(player, () => release(player).update(NEXT))).toEqual([]);
    expect(await bed.during(player, () => release(player).resume())).toEqual([
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release flux-system/podinfo.v2 with chart podinfo@6.5.1",
    ]);

    release(player).suspend();
    expect(await bed.during(player, () => release(player).delete())).toEqual([]);
    expect(release(player).released()).toMatchObject({ version: 2, status: "deployed" });
  });

  it("is found by its name, or not at all", () => {
    expect(() => play().cluster("dev").helmRelease("apps/podinfo")).toThrow("has no HelmRelease apps/podinfo");
    expect(() => play({}, undefined, { helmReleases: [podinfo, podinfo] })).toThrow("flux-system/podinfo on dev twice");
  });
});
