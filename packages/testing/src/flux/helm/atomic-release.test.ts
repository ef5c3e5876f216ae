import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { ClusterOptions } from "../cluster/cluster-options.ts";
import type { FluxPlayer } from "../flux-player.ts";
import { createTestBed, MINUTE, playHelmRelease, type TestBed } from "../test-bed.ts";
import type { HelmReleaseOptions } from "./helm-release-options.ts";
import type { HelmScenario } from "./helm-scenario.ts";

const podinfo: HelmReleaseOptions = {
  name: "podinfo",
  namespace: "apps",
  chart: { name: "podinfo", version: "6.5.0", appVersion: "6.5.0" },
};
const NEXT = { chart: { name: "podinfo", version: "6.5.1", appVersion: "6.5.1" } };

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

/** Lets a player run, and gives what it said of HelmReleases. */
async function run(player: FluxPlayer, milliseconds: number) {
  return (await bed.run(player, milliseconds)).filter((line) => !line.includes("flux-system"));
}

/** Gives a HelmRelease another chart or values, and tells what was said of it until it has settled. */
async function update(player: FluxPlayer, change: { chart?: HelmReleaseOptions["chart"]; values?: unknown }) {
  const said = await bed.during(player, () => player.cluster("dev").helmRelease("apps/podinfo").update(change));
  return [...said, ...(await run(player, MINUTE))];
}

const metadataOf = (player: FluxPlayer) =>
  player.deliveries.filter(({ event }) => event.involvedObject.name === "podinfo").map(({ event }) => event.metadata);

describe("a HelmRelease", { timeout: 30_000 }, () => {
  it("says one thing of an install and of an upgrade, names the chart, and has no heartbeat", async () => {
    const player = play();

    expect(await run(player, 60 * MINUTE)).toEqual([
      "dev podinfo info InstallSucceeded: Helm install succeeded for release apps/podinfo.v1 with chart podinfo@6.5.0",
    ]);
    expect(await update(player, NEXT)).toEqual([
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release apps/podinfo.v2 with chart podinfo@6.5.1",
    ]);
    expect(metadataOf(player)).toEqual([
      { "app-version": "6.5.0", revision: "6.5.0" },
      { "app-version": "6.5.1", revision: "6.5.1" },
    ]);
    expect(player.cluster("dev").helmRelease("apps/podinfo").released()).toEqual({
      ...NEXT,
      values: undefined,
      version: 2,
      status: "deployed",
      ready: true,
    });
    const { involvedObject, reportingController } = player.deliveries.at(-1)!.event;
    expect(involvedObject).toMatchObject({ kind: "HelmRelease", namespace: "apps", name: "podinfo" });
    expect(involvedObject.apiVersion).toBe("helm.toolkit.fluxcd.io/v2");
    expect(reportingController).toBe("helm-controller");
  });

  it("tells other values by the number of the release alone", async () => {
    const player = play({ values: { replicas: 1 } });
    await run(player, MINUTE);

    expect(await update(player, { values: { replicas: 2 } })).toEqual([
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release apps/podinfo.v2 with chart podinfo@6.5.0",
    ]);
    expect(await update(player, { values: { replicas: 2 } })).toEqual([]);
    const [before, after] = metadataOf(player);
    expect(after).toEqual(before);
  });

  it("names the digest of a chart from an OCIRepository, in its version too", async () => {
    const digest = `sha256:${"0f1e2d3c4b5a6978".repeat(4)}`;
    const player = play({ chart: { name: "podinfo", version: "6.5.1", digest } });

    expect((await run(player, MINUTE))[0]).toContain("with chart podinfo@6.5.1+0f1e2d3c4b5a");
    expect(metadataOf(player)).toEqual([{ "oci-digest": digest, revision: "6.5.1+0f1e2d3c4b5a" }]);
  });

  it.each([
    [{ targetNamespace: "shop" }, "shop/shop-podinfo.v1"],
    [{ targetNamespace: "shop", releaseName: "web" }, "shop/web.v1"],
    [{ releaseName: "web" }, "apps/web.v1"],
  ])("with %j releases %s", async (options, name) => {
    expect((await run(play(options), MINUTE))[0]).toContain(`for release ${name} with`);
  });

  it("tests each release when it shall, and says less of the chart then", async () => {
    const player = play({ test: { hooks: 3 } });
    await run(player, MINUTE);

    expect(await update(player, NEXT)).toEqual([
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release apps/podinfo.v2 with chart podinfo@6.5.1",
      "dev podinfo info TestSucceeded: Helm test succeeded for release apps/podinfo.v2 with chart podinfo@6.5.1: 3 test hooks completed successfully",
    ]);
    expect(metadataOf(player).at(-1)).toEqual({ "app-version": "6.5.1", revision: "6.5.1" });
  });

  it("waits for another one, and looks again after half a minute", async () => {
    const redis: HelmReleaseOptions = { ...podinfo, name: "redis", chart: { name: "redis", version: "1.0.0" } };
    const dependent = { ...podinfo, dependsOn: ["redis"] };
    const player = play({}, undefined, { helmReleases: [dependent, redis] });

    expect((await run(player, MINUTE)).filter((line) => line.startsWith("dev podinfo"))).toEqual([
      "dev podinfo info DependencyNotReady: dependency 'apps/redis' is not ready",
      "dev podinfo info InstallSucceeded: Helm install succeeded for release apps/podinfo.v1 with chart podinfo@6.5.0",
    ]);
    expect(metadataOf(player)[0]).toBeUndefined();
  });
});

describe("a failed Helm action", { timeout: 30_000 }, () => {
  const failing =
    (...failed: readonly string[]): HelmScenario =>
    ({ action, chart }) =>
      failed.includes(`${action} ${chart.version}`) ? { code: "failed", message: "no" } : undefined;
  const UPGRADE_FAILED =
    "dev podinfo error UpgradeFailed: Helm upgrade failed for release apps/podinfo with chart podinfo@6.5.1: no";

  it("is not remediated by default, and not tried again", async () => {
    const player = play({}, failing("upgrade 6.5.1"));
    await run(player, MINUTE);

    expect(await update(player, NEXT)).toEqual([UPGRADE_FAILED]);
    expect(await run(player, 60 * MINUTE)).toEqual([]);
    expect(player.cluster("dev").helmRelease("apps/podinfo").released()).toMatchObject({
      version: 2,
      status: "failed",
      ready: false,
    });
  });

  it("takes its timeout, and shows the end of Helm's log with times", async () => {
    const logs = ["creating upgraded release for podinfo", 'warning: Upgrade "podinfo" failed'];
    const player = play({ timeout: MINUTE }, ({ action }) =>
      action === "upgrade" ? { code: "failed", logs } : undefined,
    );
    await run(player, MINUTE);
    const work = () => player.cluster("dev").helmRelease("apps/podinfo").update(NEXT);
    await bed.during(player, work);

    const { message, timestamp, metadata } = player.deliveries.at(-1)!.event;
    expect(message).toMatch(
      /^Helm upgrade failed for release apps\/podinfo with chart podinfo@6\.5\.1: context deadline exceeded\n\nLast Helm logs:\n\n2026-11-22T21:01:00Z: creating upgraded release for podinfo\n2026-11-22T21:01:00Z: warning: Upgrade "podinfo" failed$/,
    );
    expect(timestamp).toBe("2026-11-22T21:02:00Z");
    expect(metadata).toEqual({ "app-version": "6.5.1", revision: "6.5.1" });
  });

  it("is rolled back to the release before, whose version the event names, and tried again", async () => {
    let isMended = false;
    const player = play({ upgrade: { retries: 2 } }, ({ action }) => {
      return action === "upgrade" && !isMended ? { code: "failed", message: "no" } : undefined;
    });
    await run(player, MINUTE);
    const said = await bed.during(player, () => player.cluster("dev").helmRelease("apps/podinfo").update(NEXT));
    isMended = true;

    expect([...said, ...(await run(player, MINUTE))]).toEqual([
      UPGRADE_FAILED,
      "dev podinfo info RollbackSucceeded: Helm rollback to previous release apps/podinfo.v1 with chart podinfo@6.5.0 succeeded",
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release apps/podinfo.v4 with chart podinfo@6.5.1",
    ]);
    expect(
      metadataOf(player)
        .slice(1)
        .map((metadata) => metadata?.["revision"]),
    ).toEqual(["6.5.1", "6.5.0", "6.5.1"]);
  });

  it("is rolled back after its last retry, and then rests", async () => {
    const player = play({ upgrade: { retries: 1 } }, failing("upgrade 6.5.1"));
    await run(player, MINUTE);

    const said = await update(player, NEXT);
    expect(said).toEqual([
      UPGRADE_FAILED,
      "dev podinfo info RollbackSucceeded: Helm rollback to previous release apps/podinfo.v1 with chart podinfo@6.5.0 succeeded",
      UPGRADE_FAILED,
      "dev podinfo info RollbackSucceeded: Helm rollback to previous release apps/podinfo.v3 with chart podinfo@6.5.0 succeeded",
    ]);
    expect(await run(player, 60 * MINUTE)).toEqual([]);
    // The second failure has the text of the first, within five minutes: nobody hears of it.
    expect(player.deliveries.slice(-4).map(({ state }) => state)).toEqual([
      "delivered",
      "delivered",
      "suppressed",
      "delivered",
    ]);
  });

  it("recovers without a word when the old configuration comes back after a rollback", async () => {
    const player = play({ upgrade: { remediateLastFailure: true } }, failing("upgrade 6.5.1"));
    await run(player, MINUTE);
    await update(player, NEXT);
    const release = player.cluster("dev").helmRelease("apps/podinfo");
    expect(release.released().ready).toBe(false);

    expect(await update(player, { chart: podinfo.chart })).toEqual([]);
    expect(release.released()).toMatchObject({ version: 3, ready: true });
  });

  it("can fail to be rolled back, and that is tried again", async () => {
    const player = play({ upgrade: { retries: 1 } }, ({ action, attempt }) =>
      (action === "upgrade" || action === "rollback") && attempt === 1 ? { code: "failed", message: "no" } : undefined,
    );
    await run(player, MINUTE);

    expect(await update(player, NEXT)).toEqual([
      UPGRADE_FAILED,
      "dev podinfo error RollbackFailed: Helm rollback to previous release apps/podinfo.v1 with chart podinfo@6.5.0 failed: no",
      "dev podinfo info RollbackSucceeded: Helm rollback to previous release apps/podinfo.v1 with chart podinfo@6.5.0 succeeded",
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release apps/podinfo.v5 with chart podinfo@6.5.1",
    ]);
  });

  it("of an install is uninstalled and installed anew", async () => {
    const player = play({ install: { retries: 1 } }, ({ action, attempt }) =>
      action === "install" && attempt === 1 ? { code: "failed", message: "no" } : undefined,
    );

    expect(await run(player, MINUTE)).toEqual([
      "dev podinfo error InstallFailed: Helm install failed for release apps/podinfo with chart podinfo@6.5.0: no",
      "dev podinfo info UninstallSucceeded: Helm uninstall remediation for release apps/podinfo.v1 with chart podinfo@6.5.0 succeeded",
      "dev podinfo info InstallSucceeded: Helm install succeeded for release apps/podinfo.v1 with chart podinfo@6.5.0",
    ]);
  });

  it("of an upgrade is uninstalled when the strategy says so", async () => {
    const player = play({ upgrade: { retries: 1, strategy: "uninstall" } }, failing("upgrade 6.5.1"));
    await run(player, MINUTE);

    expect(await update(player, NEXT)).toEqual([
      UPGRADE_FAILED,
      "dev podinfo info UninstallSucceeded: Helm uninstall remediation for release apps/podinfo.v2 with chart podinfo@6.5.1 succeeded",
      "dev podinfo info InstallSucceeded: Helm install succeeded for release apps/podinfo.v1 with chart podinfo@6.5.1",
    ]);
  });

  it("of a test is remediated as that of its release", async () => {
    const player = play({ test: {}, upgrade: { remediateLastFailure: true } }, failing("test 6.5.1"));
    await run(player, MINUTE);

    expect(await update(player, NEXT)).toEqual([
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release apps/podinfo.v2 with chart podinfo@6.5.1",
      "dev podinfo error TestFailed: Helm test failed for release apps/podinfo.v2 with chart podinfo@6.5.1: no",
      "dev podinfo info RollbackSucceeded: Helm rollback to previous release apps/podinfo.v1 with chart podinfo@6.5.0 succeeded",
    ]);
  });

  it("is tried again with another configuration", async () => {
    const player = play({}, failing("install 6.5.0"));
    await run(player, MINUTE);

    expect(await update(player, NEXT)).toEqual([
      "dev podinfo info UpgradeSucceeded: Helm upgrade succeeded for release apps/podinfo.v2 with chart podinfo@6.5.1",
    ]);
  });
});
