import type { Clock } from "@gitops/github-reporter";
import type { Fault, RepositoryDispatch } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import {
  batchOf,
  clientThatMayNotDeploy,
  fluxEvent,
  MANIFESTS,
  quickClock,
  recordDispatches,
  reporterOf,
  type Shop,
  startShop,
  statesOf,
  writesOf,
} from "./reporter-shop.ts";

const POST_STATUS = "POST /repos/{owner}/{repo}/statuses/{sha}";
const POST_DEPLOYMENT = "POST /repos/{owner}/{repo}/deployments";
const POST_DEPLOYMENT_STATUS = "POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses";
const POST_DISPATCH = "POST /repos/{owner}/{repo}/dispatches";

/** Everything that a deployment to dev leaves behind, each once. */
const COMPLETE = [
  "POST deployments",
  "POST deployments/{deployment_id}/statuses success",
  "POST dispatches gitops.deployed",
  "POST statuses/{sha} gitops/dev/cart success",
  "POST statuses/{sha} gitops/dev/cart/dev success",
  "POST statuses/{sha} gitops/dispatch/dev/cart/success pending",
  "POST statuses/{sha} gitops/dispatch/dev/cart/success success",
];

describe("a reporter while GitHub fails", () => {
  let shop: Shop;
  let dispatched: readonly RepositoryDispatch[];
  beforeEach(async () => {
    shop = await startShop();
    dispatched = recordDispatches(shop);
  });
  afterEach(() => closeGitHub(shop.github));

  const succeeded = (): ReturnType<typeof batchOf> => batchOf("dev", fluxEvent("succeeded", shop.introduced, 1));
  // The embedded GitHub records the answer that it gave, also when a fault kept it from the caller.
  const effects = (): readonly string[] => [...writesOf(shop.github)].sort();

  const lostAfter: readonly Fault["fault"][] = ["bad-gateway", "connection-reset"];
  for (const fault of lostAfter) {
    for (const route of [POST_STATUS, POST_DEPLOYMENT, POST_DEPLOYMENT_STATUS]) {
      it(`finds what it wrote when the answer to ${route} is lost by ${fault}`, async () => {
        shop.github.faults.add({ fault, when: "after", route } as Fault);
        const { reporter } = reporterOf(shop);
        expect(await reporter.handle(succeeded())).toMatchObject({ code: "done" });
        expect(effects()).toEqual(COMPLETE);
      });
    }

    it(`dispatches once when the answer to the dispatch is lost by ${fault}`, async () => {
      shop.github.faults.add({ fault, when: "after", route: POST_DISPATCH } as Fault);
      const { reporter } = reporterOf(shop);
      const verdict = await reporter.handle(succeeded());
      expect(verdict).toMatchObject({ code: "retry", scope: "key", afterMs: 5_000 });

      // As soon as GitHub lists its run, the doubt is over.
      expect(await reporter.handle(succeeded())).toMatchObject({ code: "done" });

      await shop.github.idle();
      expect(dispatched).toHaveLength(1);
      expect(effects()).toEqual(COMPLETE);
    });
  }

  it("sends a dispatch that was lost on the way again, with the same id", async () => {
    shop.github.faults.add({ fault: "connection-reset", when: "before", route: POST_DISPATCH });
    const { reporter } = reporterOf(shop);
    expect(await reporter.handle(succeeded())).toMatchObject({ code: "retry", scope: "key" });
    expect(await reporter.handle(succeeded())).toMatchObject({ code: "retry", afterMs: 5_000 });
    const intent = shop.github.calls.find(({ route }) => route === POST_DISPATCH)?.requestBody;

    expect(await reporterOf(shop, { clock: aMinuteLater }).reporter.handle(succeeded())).toMatchObject({
      code: "done",
    });
    await shop.github.idle();
    expect(dispatched).toHaveLength(1);
    expect(intent).toMatchObject({ client_payload: { id: dispatched[0]?.clientPayload["id"] } });
  });

  it("leaves a doubtful dispatch to a person when it is asked to, and says so once", async () => {
    shop.github.faults.add({ fault: "connection-reset", when: "before", route: POST_DISPATCH });
    const dispatch = { onAmbiguous: "hold" } as const;
    await reporterOf(shop, { dispatch }).reporter.handle(succeeded());
    const { reporter } = reporterOf(shop, { dispatch, clock: aMinuteLater });
    expect(await reporter.handle(succeeded())).toMatchObject({
      code: "reject",
      why: expect.stringContaining("not known") as string,
    });
    // Told once: the next heartbeat is no second dead letter.
    expect(await reporter.handle(succeeded())).toMatchObject({ code: "done" });
    await shop.github.idle();
    expect(dispatched).toEqual([]);
  });

  it("holds no dispatch that a rate limit kept back, for it is known not to be sent", async () => {
    shop.github.faults.add({ fault: "secondary-rate-limit", retryAfter: 300, route: POST_DISPATCH });
    const dispatch = { onAmbiguous: "hold" } as const;
    expect(await reporterOf(shop, { dispatch }).reporter.handle(succeeded())).toMatchObject({ scope: "group" });
    const { reporter } = reporterOf(shop, { dispatch, clock: aMinuteLater });
    expect(await reporter.handle(succeeded())).toMatchObject({ code: "done" });
    await shop.github.idle();
    expect(dispatched).toHaveLength(1);
  });

  it("shows a refused dispatch on its ledger, and sends it when the cause is removed", async () => {
    const dispatch = { eventTypes: { success: "x".repeat(101) } };
    expect(await reporterOf(shop, { dispatch }).reporter.handle(succeeded())).toMatchObject({ code: "reject" });
    const commit = { repository: MANIFESTS, sha: shop.introduced };
    expect(await statesOf(shop.client, commit)).toMatchObject({ "gitops/dispatch/dev/cart/success": "failure" });

    expect(await reporterOf(shop).reporter.handle(succeeded())).toMatchObject({ code: "done" });
    await shop.github.idle();
    expect(dispatched).toHaveLength(1);
  });

  it("reports and dispatches all the same when it may not write deployments, and says that it may not", async () => {
    const { reporter } = reporterOf(shop, { client: clientThatMayNotDeploy(shop) });
    const refused = { code: "reject", why: expect.stringContaining("deployments") as string };
    expect(await reporter.handle(succeeded())).toMatchObject(refused);
    // Once: not with each heartbeat, but with each replay.
    expect(await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 60)))).toMatchObject({
      code: "done",
    });
    expect(await reporter.handle(succeeded())).toMatchObject(refused);
    expect(effects()).toEqual(COMPLETE.filter((effect) => !effect.startsWith("POST deployments")));

    expect(await reporterOf(shop).reporter.handle(succeeded())).toMatchObject({ code: "done" });
    await shop.github.idle();
    expect(dispatched).toHaveLength(1);
    expect(effects()).toEqual(COMPLETE);
  });

  it("comes back later when GitHub is down, and completes what is missing", async () => {
    const { reporter } = reporterOf(shop);
    for (const route of [POST_STATUS, POST_DEPLOYMENT, POST_DEPLOYMENT_STATUS]) {
      shop.github.faults.add({ fault: "bad-gateway", when: "before", route });
      expect(await reporter.handle(succeeded())).toMatchObject({ code: "retry", scope: "key" });
    }
    expect(await reporter.handle(succeeded())).toMatchObject({ code: "done" });
    expect(effects()).toEqual(COMPLETE);
  });

  it("pauses everything that shares a rate limit for as long as GitHub asks", async () => {
    shop.github.faults.add({ fault: "secondary-rate-limit", retryAfter: 120, route: POST_STATUS });
    const { reporter } = reporterOf(shop);
    expect(await reporter.handle(succeeded())).toMatchObject({ code: "retry", scope: "group", afterMs: 120_000 });
    expect(writesOf(shop.github)).toEqual([]);
  });

  it("writes each status once although reads lag behind", async () => {
    shop.github.faults.add({ fault: "read-lag", milliseconds: 30, times: Infinity });
    const { reporter } = reporterOf(shop, { clock: realPauses });
    expect(await reporter.handle(succeeded())).toMatchObject({ code: "done" });
    expect(await reporter.handle(succeeded())).toMatchObject({ code: "done" });
    expect(effects()).toEqual(COMPLETE);
  });

  it("gives up at once when the lane takes the batch away", async () => {
    // Longer than a test may take.
    shop.github.faults.add({ fault: "latency", milliseconds: 3_600_000, times: Infinity });
    const { reporter } = reporterOf(shop);
    const signal = AbortSignal.timeout(50);
    expect(await reporter.handle({ ...succeeded(), signal })).toMatchObject({ code: "retry", scope: "key" });
  });
});

const aMinuteLater: Clock = { ...quickClock, now: () => Date.now() + 60_000 };

/** Pauses as long as it is asked to, divided by ten. */
const realPauses: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / 10)),
};
