import { type Expectation, LOCK_FILE, memoryLane, type ReportedSlot, type ReporterItem } from "@gitops/github-reporter";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import {
  batchOf,
  batchOfItems,
  clockAt,
  CODE,
  fluxEvent,
  MANIFESTS,
  nextLock,
  reporterOf,
  type Shop,
  startShop,
  statesOf,
  writesOf,
  deploymentStates,
  STAGE,
} from "./reporter-shop.ts";

const SINCE = "2026-03-02T10:00:00Z";
const DEADLINE = "2026-03-02T10:15:00Z";

describe("a reporter that expects Flux to report", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop();
  });
  afterEach(() => closeGitHub(shop.github));

  const expected = (parts: Partial<Expectation> = {}): Expectation => ({
    slot: STAGE,
    revision: shop.introduced,
    since: SINCE,
    deadline: DEADLINE,
    ...parts,
  });
  const onManifests = (sha = shop.introduced): Promise<Readonly<Record<string, string>>> =>
    statesOf(shop.client, { repository: MANIFESTS, sha });
  const onCode = (): Promise<Readonly<Record<string, string>>> =>
    statesOf(shop.client, { repository: CODE, sha: shop.source });
  const sweepAt = async (time: string, ...expectations: readonly Expectation[]): Promise<readonly string[]> => {
    const { reporter } = reporterOf(shop, { clock: clockAt(time) });
    return (await reporter.sweep(expectations))._unsafeUnwrap();
  };

  it("shows what did not report as pending while there is time, and costs no further write when it reports", async () => {
    expect(await sweepAt("2026-03-02T10:01:00Z", expected())).toEqual(["open"]);
    expect(await onManifests()).toMatchObject({
      "gitops/stage/cart/stage-eu": "pending",
      "gitops/stage/cart/stage-us": "pending",
      "gitops/stage/cart": "pending",
    });
    const writes = writesOf(shop.github).length;
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("stage-eu", fluxEvent("progressing", shop.introduced, 30)));
    expect(writesOf(shop.github)).toHaveLength(writes);
  });

  it("shows silence as a failure, on the target, the roll-up, the code commit and by a dispatch when asked", async () => {
    const dispatched: unknown[] = [];
    shop.github.onRepositoryDispatch(CODE, ({ eventType }) => void dispatched.push(eventType));
    const { reporter } = reporterOf(shop, { clock: clockAt(DEADLINE), dispatch: { onFailure: true } });
    await reporter.handle(batchOf("stage-eu", fluxEvent("succeeded", shop.introduced, 30)));

    for (let i = 0; i < 2; i++) expect((await reporter.sweep([expected()]))._unsafeUnwrap()).toEqual(["overdue"]);
    expect(await onManifests()).toMatchObject({
      "gitops/stage/cart/stage-eu": "success",
      "gitops/stage/cart/stage-us": "failure",
      "gitops/stage/cart": "failure",
    });
    expect(await onCode()).toEqual({ "gitops/stage/cart": "failure" });
    await shop.github.idle();
    expect(dispatched).toEqual(["gitops.failed"]);
  });

  it("stays open in a sweep until it is known whether its dispatch was sent", async () => {
    const dispatched: unknown[] = [];
    shop.github.onRepositoryDispatch(CODE, ({ eventType }) => void dispatched.push(eventType));
    shop.github.faults.add({ fault: "bad-gateway", when: "before", route: "POST /repos/{owner}/{repo}/dispatches" });
    const { reporter } = reporterOf(shop, { dispatch: { onFailure: true, ambiguityMs: 0 } });
    expect((await reporter.sweep([expected()]))._unsafeUnwrap()).toEqual(["open"]);
    expect((await reporter.sweep([expected()]))._unsafeUnwrap()).toEqual(["overdue"]);
    await shop.github.idle();
    expect(dispatched).toEqual(["gitops.failed"]);
  });

  it("loses no alarm that a lane hands out by a clock that is ahead of the reporter's", async () => {
    const { reporter } = reporterOf(shop, { clock: clockAt("2026-03-02T10:14:58Z") });
    const { items, ...batch } = batchOfItems([{ expectation: expected() }]);
    // A reporter that was away gets it together with what was recorded at the merge.
    const alarm = { ...items[0], id: "alarm", notBefore: Date.parse(DEADLINE) };
    await reporter.handle({ ...batch, items: [alarm, ...items] });
    expect(await onManifests()).toMatchObject({ "gitops/stage/cart": "failure" });
  });

  it("lets any verdict of Flux win over silence, even one that is older than the deadline, and no progress", async () => {
    await sweepAt(DEADLINE, expected());
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("stage-eu", fluxEvent("progressing", shop.introduced, 59)));
    expect(await onManifests()).toMatchObject({ "gitops/stage/cart/stage-eu": "failure" });
    await reporter.handle(batchOf("stage-eu", fluxEvent("succeeded", shop.introduced, 0)));
    expect(await onManifests()).toMatchObject({
      "gitops/stage/cart/stage-eu": "success",
      "gitops/stage/cart": "failure",
    });
  });

  it("says why Flux failed, once it does, in place of its silence", async () => {
    await sweepAt(DEADLINE, expected({ slot: { ...STAGE, targets: ["stage-eu"] } }));
    const { reporter } = reporterOf(shop);
    const writes = writesOf(shop.github).length;
    await reporter.handle(batchOf("stage-eu", fluxEvent("failed", shop.introduced, 0)));
    expect(writesOf(shop.github).slice(writes)).toContain("POST statuses/{sha} gitops/stage/cart/stage-eu failure");
  });

  it("has nothing to say once every target, or as many as needed, reported how it ended", async () => {
    const { reporter } = reporterOf(shop, { clock: clockAt(DEADLINE) });
    await reporter.handle(batchOf("stage-eu", fluxEvent("succeeded", shop.introduced, 1)));
    expect((await reporter.sweep([expected({ slot: { ...STAGE, need: "any" } })]))._unsafeUnwrap()).toEqual(["met"]);
    await reporter.handle(batchOf("stage-us", fluxEvent("failed", shop.introduced, 2)));
    const writes = writesOf(shop.github).length;
    expect((await reporter.sweep([expected()]))._unsafeUnwrap()).toEqual(["met"]);
    expect(writesOf(shop.github)).toHaveLength(writes);
  });

  it("takes a release that another one replaced for superseded, never for a failure", async () => {
    const { reporter } = reporterOf(shop, { clock: clockAt(DEADLINE), deployments: { progress: true } });
    await reporter.handle(batchOf("stage-eu", fluxEvent("progressing", shop.introduced, 1)));
    await shop.commit(`envs/stage/cart/${LOCK_FILE}`, nextLock(shop));

    expect((await reporter.sweep([expected()]))._unsafeUnwrap()).toEqual(["superseded"]);
    expect(Object.values(await onManifests())).not.toContain("failure");
    expect(await deploymentStates(shop)).toEqual(["inactive", "in_progress"]);
  });

  it("expects nothing of a revision without a lock, and takes a later one with the same lock for the same", async () => {
    const later = await shop.commit("README.md", "unrelated\n");
    const other: ReportedSlot = { ...STAGE, slot: "stage/front", path: "envs/stage/front" };
    expect(await sweepAt(DEADLINE, expected({ slot: other }), expected({ revision: later }))).toEqual([
      "gone",
      "overdue",
    ]);
    expect(await onManifests()).toMatchObject({ "gitops/stage/cart/stage-eu": "failure" });
    expect(await onManifests(later)).toEqual({ "gitops/stage/cart": "failure" });
  });

  it("raises the alarm from its lane when the deadline comes, and once for one slot and revision", async () => {
    const { reporter, told } = reporterOf(shop, { lane: memoryLane<ReporterItem>() });
    const running = await reporter.run();
    const now = Date.now();
    const soon = expected({ since: new Date(now).toISOString(), deadline: new Date(now + 1_500).toISOString() });
    expect((await reporter.expect(soon))._unsafeUnwrap()).toBe("stored");
    expect((await reporter.expect({ ...soon, deadline: DEADLINE.replace("2026", "2099") }))._unsafeUnwrap()).toBe(
      "duplicate",
    );
    const states = (): readonly string[] =>
      told.flatMap((event) => (event.code === "expectation" ? [event.state] : []));
    await expect.poll(states, { timeout: 20_000 }).toEqual(["open", "overdue"]);
    expect(await onManifests()).toMatchObject({ "gitops/stage/cart": "failure" });
    await running.stop();
  });

  it("refuses a deadline that is not after the start, a revision that is no sha, and a slot without targets", () => {
    const { reporter } = reporterOf(shop);
    expect(() => reporter.expect(expected({ deadline: SINCE }))).toThrow(RangeError);
    expect(() => reporter.expect(expected({ deadline: "soon" }))).toThrow(RangeError);
    expect(() => reporter.expect(expected({ revision: "main" }))).toThrow(TypeError);
    expect(() => reporter.expect(expected({ slot: { ...STAGE, targets: [] } }))).toThrow(TypeError);
  });
});
