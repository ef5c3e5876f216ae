import { afterEach, describe, expect, it } from "vitest";

import type { Clock } from "../clock.ts";
import type { LaneBatch, LaneItem, LaneVerdict, ManagedLane, RunningLane } from "./lane.ts";
import { memoryLane } from "./memory.ts";
import type { LaneEvent } from "./observer.ts";

const DONE: LaneVerdict = { code: "done" };

describe("memoryLane", () => {
  let running: RunningLane | undefined;
  afterEach(() => running?.stop());

  it("hands all pending items of a key to the handler in one batch", async () => {
    const lane = memoryLane<string>();
    await store(lane, item("1", "a"), item("2", "a"), item("3", "b"));

    const handled: Record<string, string[]> = {};
    running = await lane.run((batch) => {
      handled[batch.key] = batch.items.map(({ id }) => id);
      return Promise.resolve(DONE);
    });

    await drained(lane);
    expect(handled).toEqual({ a: ["1", "2"], b: ["3"] });
  });

  it("takes an id once, also after it was handled", async () => {
    const lane = memoryLane<string>();
    await store(lane, item("1", "a"));
    running = await lane.run(() => Promise.resolve(DONE));
    await drained(lane);

    expect((await lane.put(item("1", "a")))._unsafeUnwrap()).toBe("duplicate");
    expect((await lane.pending())._unsafeUnwrap()).toBe(0);
  });

  it.each([undefined, {}, { code: "retry", scope: "key", afterMs: Number.NaN, why: "no time" }])(
    "hands a batch out again whose verdict is none, such as %o, after a while",
    async (verdict) => {
      const events: LaneEvent[] = [];
      const lane = memoryLane<string>({ observer: (event) => events.push(event) });
      await store(lane, item("1", "a"));
      running = await lane.run(() => Promise.resolve(verdict as LaneVerdict));
      await turns(10);
      expect(events.map(({ code }) => code)).toEqual(["handler-threw"]);
      expect((await lane.pending())._unsafeUnwrap()).toBe(1);
    },
  );

  it("lets everything else go on while a batch comes again at once, again and again", async () => {
    const lane = memoryLane<string>();
    await store(lane, item("1", "a"));
    let deliveries = 0;
    running = await lane.run(() => {
      deliveries += 1;
      // Ends a test that would never get its turn.
      return Promise.resolve(deliveries < 10_000 ? { code: "retry", scope: "key", afterMs: 0, why: "again" } : DONE);
    });
    await turns(20);
    expect(deliveries).toBeGreaterThan(0);
    expect(deliveries).toBeLessThan(10_000);
  });

  it("refuses what no durable lane could store", () => {
    const lane = memoryLane<unknown>();
    expect(() => lane.put({ ...item("1", "a"), body: undefined })).toThrow(TypeError);
    expect(() => lane.put({ ...item("1", "a"), notBefore: NaN })).toThrow(RangeError);
  });

  it("never handles two batches of one key at once, and others meanwhile", async () => {
    const lane = memoryLane<string>({ concurrency: 4 });
    const active = new Map<string, number>();
    let together = 0;
    let most = 0;
    running = await lane.run(async (batch) => {
      active.set(batch.key, (active.get(batch.key) ?? 0) + 1);
      most = Math.max(most, active.get(batch.key) ?? 0);
      together = Math.max(
        together,
        [...active.values()].reduce((sum, count) => sum + count, 0),
      );
      await turns(3);
      active.set(batch.key, 0);
      return DONE;
    });
    for (let i = 0; i < 30; i++) {
      await store(lane, item(String(i), `key-${i % 3}`));
      await turns(1);
    }
    await drained(lane);
    expect(most).toBe(1);
    expect(together).toBeGreaterThan(1);
  });

  it("refuses items beyond its capacity", async () => {
    const lane = memoryLane<string>({ capacity: 1 });
    await store(lane, item("1", "a"));
    expect((await lane.put(item("2", "a")))._unsafeUnwrapErr().code).toBe("LANE_FULL");
  });

  it("hands the items of a retry out again after the delay, together with what came meanwhile", async () => {
    const clock = manualClock();
    const lane = memoryLane<string>({ clock });
    await store(lane, item("1", "a"));
    const batches: LaneBatch<string>[] = [];
    running = await lane.run((batch) => {
      batches.push(batch);
      return Promise.resolve(batches.length === 1 ? retry("key", 5_000) : DONE);
    });
    await until(() => batches.length === 1);
    await store(lane, item("2", "a"));

    await clock.advance(4_999);
    expect(batches).toHaveLength(1);
    await clock.advance(1);
    await drained(lane);
    expect(batches.map(({ attempt, items }) => [attempt, items.map(({ id }) => id)])).toEqual([
      [1, ["1"]],
      [2, ["1", "2"]],
    ]);
  });

  it("pauses every key of a group that hit a rate limit, and no other group", async () => {
    const clock = manualClock();
    const lane = memoryLane<string>({ clock, concurrency: 1 });
    await store(lane, item("1", "a", "limited"), item("2", "b", "limited"), item("3", "c", "free"));
    const handled: string[] = [];
    running = await lane.run((batch) => {
      handled.push(batch.key);
      return Promise.resolve(handled.length === 1 ? retry("group", 60_000) : DONE);
    });
    await until(() => handled.length === 2);
    expect(handled).toEqual(["a", "c"]);

    await clock.advance(60_000);
    await drained(lane);
    expect(handled).toEqual(["a", "c", "a", "b"]);
  });

  it("keeps rejected items as dead letters with the reason", async () => {
    const lane = memoryLane<string>();
    await store(lane, item("1", "a"));
    running = await lane.run(() => Promise.resolve({ code: "reject", why: "no such commit" }));
    await drained(lane);
    expect((await lane.deadLetters())._unsafeUnwrap().map((letter) => [letter.item.id, letter.why])).toEqual([
      ["1", "no such commit"],
    ]);
  });

  it("hands the items out again, ever later, when the handler throws", async () => {
    const clock = manualClock();
    const lane = memoryLane<string>({ clock });
    await store(lane, item("1", "a"));
    let attempts = 0;
    running = await lane.run(() => {
      attempts += 1;
      return attempts < 3 ? Promise.reject(new Error("bug")) : Promise.resolve(DONE);
    });
    await until(() => attempts === 1);
    await clock.advance(1_000);
    expect(attempts).toBe(2);
    await clock.advance(1_999);
    expect(attempts).toBe(2);
    await clock.advance(1);
    await drained(lane);
    expect(attempts).toBe(3);
  });

  it("aborts the signal of a batch that misses the deadline", async () => {
    const clock = manualClock();
    const lane = memoryLane<string>({ clock, deadlineMs: 100 });
    await store(lane, item("1", "a"));
    let signal: AbortSignal | undefined;
    let finish = (): void => undefined;
    running = await lane.run((batch) => {
      signal = batch.signal;
      return new Promise((resolve) => {
        finish = () => {
          resolve(DONE);
        };
      });
    });
    await until(() => signal !== undefined);
    expect(signal?.aborted).toBe(false);
    await clock.advance(100);
    expect(signal?.aborted).toBe(true);
    finish();
  });

  it("gives a handler up that ignores its signal, tells of it, and hands the items out again", async () => {
    const clock = manualClock();
    const events: LaneEvent[] = [];
    const lane = memoryLane<string>({ clock, deadlineMs: 100, observer: (event) => events.push(event) });
    await store(lane, item("1", "a"));
    let attempts = 0;
    running = await lane.run(() => {
      attempts += 1;
      return attempts === 1 ? new Promise(() => undefined) : Promise.resolve(DONE);
    });
    await until(() => attempts === 1);
    await clock.advance(100);
    expect(events).toEqual([{ code: "overdue", key: "a" }]);
    await clock.advance(100);
    expect(events.at(-1)).toEqual({ code: "abandoned", key: "a" });
    await clock.advance(1_000);
    await drained(lane);
    expect(attempts).toBe(2);
  });

  it("runs once at a time, and not after it was closed", async () => {
    const lane = memoryLane<string>();
    running = await lane.run(() => Promise.resolve(DONE));
    await expect(lane.run(() => Promise.resolve(DONE))).rejects.toThrow(TypeError);
    await running.stop();
    running = await lane.run(() => Promise.resolve(DONE));
    await lane.close();
    await expect(lane.run(() => Promise.resolve(DONE))).rejects.toThrow(TypeError);
  });

  it("finishes the current batch before it stops, and keeps the rest", async () => {
    const lane = memoryLane<string>({ concurrency: 1 });
    await store(lane, item("1", "a"), item("2", "b"));
    let finished = 0;
    const worker = await lane.run(async () => {
      await turns(5);
      finished += 1;
      return DONE;
    });
    await worker.stop();
    expect(finished).toBe(1);
    expect(await pendingOf(lane)).toBe(1);
  });

  it("keeps an item back until its time has come, and hands the others out", async () => {
    const clock = manualClock();
    const lane = memoryLane<string>({ clock });
    await store(lane, { ...item("later", "a"), notBefore: 5_000 }, item("now", "a"));
    const seen: string[][] = [];
    running = await lane.run(({ items }) => {
      seen.push(items.map(({ id }) => id));
      return Promise.resolve(DONE);
    });
    await until(() => seen.length === 1);
    await clock.advance(4_999);
    expect(await pendingOf(lane)).toBe(0);
    expect(seen).toEqual([["now"]]);
    await clock.advance(1);
    await until(() => seen.length === 2);
    expect(seen[1]).toEqual(["later"]);
  });

  it("hands a dead letter out again when it is replayed", async () => {
    const lane = memoryLane<string>();
    await store(lane, item("1", "a"));
    let attempts = 0;
    running = await lane.run(() => {
      attempts += 1;
      return Promise.resolve(attempts === 1 ? { code: "reject", why: "no such commit" } : DONE);
    });
    await drained(lane);
    expect((await lane.replay(["1", "2"]))._unsafeUnwrap()).toBe(1);
    await drained(lane);
    expect(attempts).toBe(2);
    expect((await lane.deadLetters())._unsafeUnwrap()).toEqual([]);
  });

  it("takes nothing after it was closed", async () => {
    const lane = memoryLane<string>();
    await lane.close();
    expect((await lane.put(item("1", "a")))._unsafeUnwrapErr().code).toBe("LANE_UNAVAILABLE");
  });
});

function item(id: string, key: string, group = "github"): LaneItem<string> {
  return { id, key, group, body: id };
}

function retry(scope: "key" | "group", afterMs: number): LaneVerdict {
  return { code: "retry", scope, afterMs, why: "asked to" };
}

async function store(lane: ManagedLane<string>, ...items: LaneItem<string>[]): Promise<void> {
  for (const one of items) expect((await lane.put(one))._unsafeUnwrap()).toBe("stored");
}

async function pendingOf(lane: ManagedLane<string>): Promise<number> {
  return (await lane.pending())._unsafeUnwrap();
}

async function drained(lane: ManagedLane<string>): Promise<void> {
  for (let i = 0; i < 1_000 && (await pendingOf(lane)) > 0; i++) await turns(1);
  expect(await pendingOf(lane)).toBe(0);
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 1_000 && !condition(); i++) await turns(1);
  expect(condition()).toBe(true);
}

/** A clock that stands still until it is advanced. */
function manualClock(): Clock & { advance(milliseconds: number): Promise<void> } {
  let now = 0;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { at: now + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          reject(new Error("aborted"));
        });
      }),
    advance: async (milliseconds) => {
      now += milliseconds;
      for (const sleeper of sleepers) {
        if (sleeper.at > now) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      await turns(3);
    },
  };
}
