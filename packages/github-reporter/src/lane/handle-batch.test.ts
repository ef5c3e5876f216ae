import { describe, expect, it } from "vitest";

import { handleBatch } from "./handle-batch.ts";
import type { LaneBatch, LaneItem, LaneVerdict } from "./lane.ts";

const DONE: LaneVerdict = { code: "done" };

describe("handleBatch", () => {
  it("hands all items of a key to the handler together, each id once", async () => {
    const seen: Record<string, string[]> = {};
    const outcome = await handleBatch([item("1", "a"), item("2", "b"), item("3", "a"), item("3", "a")], (batch) => {
      seen[batch.key] = batch.items.map(({ id }) => id);
      return Promise.resolve(DONE);
    });
    expect(seen).toEqual({ a: ["1", "3"], b: ["2"] });
    expect(outcome).toEqual({ done: ["1", "3", "2"], again: [], rejected: [] });
  });

  it("says which items come again, after which time, and which are rejected", async () => {
    const verdicts: Record<string, LaneVerdict> = {
      a: { code: "retry", scope: "key", afterMs: 3_000, why: "busy" },
      b: { code: "reject", why: "no such commit" },
      c: { code: "retry", scope: "key", why: "no answer" },
    };
    const outcome = await handleBatch(
      [item("1", "a"), item("2", "b"), item("3", "c")],
      ({ key }) => Promise.resolve(verdicts[key] ?? DONE),
      { attempt: () => 3 },
    );
    expect(outcome).toEqual({
      done: [],
      again: [
        { id: "1", afterMs: 3_000, why: "busy" },
        { id: "3", afterMs: 4_000, why: "no answer" },
      ],
      rejected: [{ id: "2", why: "no such commit" }],
    });
  });

  it.each<LaneVerdict>([DONE, { code: "reject", why: "no" }, { code: "retry", scope: "key", why: "busy" }])(
    "tells what became of more items of a key than a function takes arguments: $code",
    async (verdict) => {
      const items = Array.from({ length: 200_000 }, (_, i) => item(String(i), "a"));
      const { done, again, rejected } = await handleBatch(items, () => Promise.resolve(verdict));
      expect(done.length + again.length + rejected.length).toBe(items.length);
    },
  );

  it("asks no further key of a group that hit a rate limit", async () => {
    const handled: string[] = [];
    const outcome = await handleBatch(
      [item("1", "a", "limited"), item("2", "b", "limited"), item("3", "c", "free")],
      ({ key }) => {
        handled.push(key);
        return Promise.resolve(
          key === "a" ? { code: "retry", scope: "group", afterMs: 60_000, why: "rate limit" } : DONE,
        );
      },
      { concurrency: 1 },
    );
    expect(handled).toEqual(["a", "c"]);
    expect(outcome.again.map(({ id, afterMs }) => [id, afterMs])).toEqual([
      ["1", 60_000],
      ["2", 60_000],
    ]);
    expect(outcome.done).toEqual(["3"]);
  });

  it("gives the items again at which the handler throws, at once or later", async () => {
    const outcome = await handleBatch([item("1", "a"), item("2", "b")], ({ key }) => {
      if (key === "a") throw new Error("bug");
      return Promise.reject(new Error("late bug"));
    });
    expect(outcome.again.map(({ id, why }) => [id, why])).toEqual([
      ["1", "The handler threw: bug"],
      ["2", "The handler threw: late bug"],
    ]);
  });

  it("aborts at the deadline, gives up after the grace, and begins no other key", async () => {
    const batches: LaneBatch<string>[] = [];
    const outcome = await handleBatch(
      [item("1", "a"), item("2", "b")],
      (batch) => {
        batches.push(batch);
        return new Promise(() => undefined);
      },
      { deadlineMs: 20, graceMs: 20, concurrency: 1 },
    );
    expect(batches.map(({ key, signal }) => [key, signal.aborted])).toEqual([["a", true]]);
    expect(outcome.again.map(({ id }) => id)).toEqual(["1", "2"]);
  });

  it("gives an item again whose time has not come", async () => {
    const clock = { now: () => 1_000, sleep: () => new Promise<void>(() => undefined) };
    const outcome = await handleBatch([{ ...item("1", "a"), notBefore: 6_000 }], () => Promise.resolve(DONE), {
      clock,
    });
    expect(outcome.again).toEqual([{ id: "1", afterMs: 5_000, why: "Its time has not come." }]);
  });

  it("has nothing to say of no items", async () => {
    expect(await handleBatch([], () => Promise.resolve(DONE))).toEqual({ done: [], again: [], rejected: [] });
  });
});

function item(id: string, key: string, group = "github"): LaneItem<string> {
  return { id, key, group, body: id };
}
