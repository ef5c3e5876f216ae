import { ensureCommitStatus, findStatus, LOCK_FILE, readStatuses, type ReportedSlot } from "@gitops/github-reporter";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import {
  batchOf,
  BOT,
  clientThatMayNotDeploy,
  clockAt,
  CODE,
  fluxEvent,
  MANIFESTS,
  nextLock,
  recordDispatches,
  reporterOf,
  resolveShop,
  type Shop,
  startShop,
  statesOf,
  deploymentStates,
  STAGE,
} from "./reporter-shop.ts";

const SINCE = "2026-03-02T10:00:00Z";
const DEADLINE = "2026-03-02T10:15:00Z";

describe("a reporter of commits that Flux skipped", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop();
  });
  afterEach(() => closeGitHub(shop.github));

  it("closes what was under way at the skipped commit when the next deployment has ended", async () => {
    const { reporter, told } = reporterOf(shop, { deployments: { progress: true } });
    await reporter.handle(batchOf("dev", fluxEvent("progressing", shop.introduced, 1)));
    const next = await shop.commit(`envs/dev/cart/${LOCK_FILE}`, nextLock(shop, "dev"));
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", next, 60)));

    expect(told).toContainEqual({
      code: "superseded",
      slot: "dev/cart",
      repository: MANIFESTS,
      sha: shop.introduced,
      successor: next,
    });
    expect(await statesOf(shop.client, { repository: MANIFESTS, sha: shop.introduced })).toMatchObject({
      "gitops/dev/cart/dev": "pending",
    });
    expect(await deploymentStates(shop)).toEqual(["success", "inactive", "in_progress"]);
  });

  it("goes on when it may not close the deployment that was skipped", async () => {
    await reporterOf(shop).reporter.handle(batchOf("dev", fluxEvent("progressing", shop.introduced, 1)));
    const next = await shop.commit(`envs/dev/cart/${LOCK_FILE}`, nextLock(shop, "dev"));
    const dispatched = recordDispatches(shop);
    const { reporter } = reporterOf(shop, { client: clientThatMayNotDeploy(shop) });
    expect(await reporter.handle(batchOf("dev", fluxEvent("succeeded", next, 60)))).toMatchObject({ code: "reject" });
    await shop.github.idle();
    expect(dispatched).toHaveLength(1);
    expect(await statesOf(shop.client, { repository: CODE, sha: shop.source })).toEqual({
      "gitops/dev/cart": "success",
    });
  });

  it("closes it as well when Flux never spoke of the deployment in between", async () => {
    const { reporter, told } = reporterOf(shop, { deployments: { progress: true } });
    await reporter.handle(batchOf("dev", fluxEvent("progressing", shop.introduced, 1)));
    await shop.commit(`envs/dev/cart/${LOCK_FILE}`, nextLock(shop, "dev", "r-passed-over"));
    const last = await shop.commit(`envs/dev/cart/${LOCK_FILE}`, nextLock(shop, "dev"));
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", last, 60)));

    expect(told.filter(({ code }) => code === "superseded")).toMatchObject([{ sha: shop.introduced, successor: last }]);
    expect(await deploymentStates(shop)).toEqual(["success", "inactive", "in_progress"]);
  });

  it("closes one that a target never spoke of, though the others had ended", async () => {
    const { reporter, told } = reporterOf(shop, { deployments: { progress: true } });
    await reporter.handle(batchOf("stage-eu", fluxEvent("succeeded", shop.introduced, 1)));
    const next = await shop.commit(`envs/stage/cart/${LOCK_FILE}`, nextLock(shop));
    await reporter.handle(batchOf("stage-eu", fluxEvent("succeeded", next, 60)));
    await reporter.handle(batchOf("stage-us", fluxEvent("succeeded", next, 60)));

    expect(told.filter(({ code }) => code === "superseded")).toMatchObject([{ sha: shop.introduced, successor: next }]);
    expect(await deploymentStates(shop)).toEqual(["success", "in_progress", "inactive", "in_progress"]);
  });

  it("says of a roll-up that is behind its targets nothing but what they amount to", async () => {
    const { reporter } = reporterOf(shop);
    const first = { repository: MANIFESTS, sha: shop.introduced };
    await reporter.handle(batchOf("stage-eu", fluxEvent("progressing", first.sha, 1)));
    // What a crash leaves between a target and its roll-up.
    const failed = {
      context: "gitops/stage/cart/stage-us",
      state: "failure",
      text: "Failed",
      at: "2026-03-02T10:15:00Z",
    } as const;
    const written = await ensureCommitStatus(shop.client, { ...first, ...failed, id: "r-1" }, { creators: [BOT] });
    expect(written.isOk()).toBe(true);
    const next = await shop.commit(`envs/stage/cart/${LOCK_FILE}`, nextLock(shop));
    await reporter.handle(batchOf("stage-eu", fluxEvent("succeeded", next, 60)));
    await reporter.handle(batchOf("stage-us", fluxEvent("succeeded", next, 60)));

    const statuses = (await readStatuses(shop.client, first, { creators: [BOT] }))._unsafeUnwrap();
    expect(findStatus(statuses, "gitops/stage/cart/stage-eu")?.text).toContain("Superseded");
    expect(findStatus(statuses, "gitops/stage/cart")?.text).not.toContain("Superseded");
  });

  it("leads a deployment through its states, with links to the commit and to what is deployed", async () => {
    const { reporter } = reporterOf(shop, {
      deployments: { progress: true },
      resolveTarget: (event, cluster) => {
        const resolved = resolveShop(event, cluster);
        return resolved && { ...resolved, environmentUrl: "https://dev.example/cart" };
      },
      clock: clockAt("2026-03-02T10:01:00Z"),
    });
    const slot: ReportedSlot = {
      ...STAGE,
      slot: "dev/cart",
      environment: "dev",
      path: "envs/dev/cart",
      targets: ["dev"],
    };
    const swept = await reporter.sweep([{ slot, revision: shop.introduced, since: SINCE, deadline: DEADLINE }]);
    expect(swept._unsafeUnwrap()).toEqual(["open"]);
    await reporter.handle(batchOf("dev", fluxEvent("progressing", shop.introduced, 30)));
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 40)));
    expect(await deploymentStates(shop)).toEqual(["success", "in_progress", "queued"]);
    const bodies = shop.github.calls
      .filter(({ method, route }) => method === "POST" && route.endsWith("{deployment_id}/statuses"))
      .map(({ requestBody }) => requestBody);
    expect(bodies.at(-1)).toMatchObject({
      state: "success",
      auto_inactive: false,
      log_url: `${shop.github.url.replace(/\/api\/v3$/, "")}/${MANIFESTS}/commit/${shop.introduced}`,
      environment_url: "https://dev.example/cart",
    });
  });

  it("leaves the end of an earlier deployment alone", async () => {
    const { reporter, told } = reporterOf(shop);
    await reporter.handle(batchOf("dev", fluxEvent("failed", shop.introduced, 1)));
    const next = await shop.commit(`envs/dev/cart/${LOCK_FILE}`, nextLock(shop, "dev"));
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", next, 60)));
    expect(told.map(({ code }) => code)).not.toContain("superseded");
    expect(await statesOf(shop.client, { repository: MANIFESTS, sha: shop.introduced })).toMatchObject({
      "gitops/dev/cart/dev": "failure",
    });
  });
});
