import { describe, expect, it } from "vitest";

import { drivers, idsOf, item, store, useLaneFiles } from "../../../fixtures/sqlite/lane-files.ts";
import type { LaneBatch, LaneVerdict, ManagedLane } from "../lane.ts";
import type { LaneEvent } from "../observer.ts";
import type { SqliteDatabase } from "./driver.ts";

const DONE: LaneVerdict = { code: "done" };

describe.each(drivers)("sqliteLane on %s", (_name, openDatabase) => {
  const files = useLaneFiles(openDatabase);
  const { open } = files;

  describe("storing", () => {
    it("flushes items that are put at the same time once", async () => {
      const commits: string[] = [];
      const database = spyOn(openDatabase(files.path()), (sql) => commits.push(sql));
      const lane = open({ database: () => database });
      commits.length = 0;
      await Promise.all(Array.from({ length: 64 }, (_, index) => lane.put(item(String(index)))));
      expect(commits).toEqual(["BEGIN IMMEDIATE", "COMMIT"]);
      expect(await pendingOf(lane)).toBe(64);
    });

    it("knows an id after it was handled and after a restart", async () => {
      const first = open();
      await store(first, item("1"));
      await handleAll(first);
      await first.close();
      expect((await open().put(item("1")))._unsafeUnwrap()).toBe("duplicate");
    });

    it("forgets an id after its retention, a few at each settling", async () => {
      const lane = open({ retentionMs: 0 });
      await store(lane, item("1"));
      await handleAll(lane);
      await new Promise((resolve) => setTimeout(resolve, 2));
      await store(lane, item("2"));
      await handleAll(lane);
      expect((await lane.put(item("1")))._unsafeUnwrap()).toBe("stored");
    });

    it("refuses items beyond its capacity, still knows duplicates, and takes more once there is room", async () => {
      const lane = open({ capacity: 2 });
      await store(lane, item("1"), item("2"));
      expect((await lane.put(item("3")))._unsafeUnwrapErr().code).toBe("LANE_FULL");
      expect((await lane.put(item("2")))._unsafeUnwrap()).toBe("duplicate");
      await handleAll(lane);
      expect((await lane.put(item("3")))._unsafeUnwrap()).toBe("stored");
    });

    it("says that the disk is full, stores nothing, and takes items once there is room", async () => {
      const database = openDatabase(files.path());
      const lane = open({ database });
      await store(lane, item("1"));
      const { page_count } = database.prepare("PRAGMA page_count").get() as { page_count: number };
      database.prepare(`PRAGMA max_page_count = ${page_count + 2}`).get();
      const [large, small] = await Promise.all([
        lane.put({ ...item("large"), body: "x".repeat(100_000) }),
        lane.put(item("small")),
      ]);
      expect(large._unsafeUnwrapErr()).toMatchObject({ code: "LANE_UNAVAILABLE" });
      expect(large._unsafeUnwrapErr().message).toMatch(/full.*Make room/);
      expect(small._unsafeUnwrap()).toBe("stored");
      expect(await pendingOf(lane)).toBe(2);
      database.prepare("PRAGMA max_page_count = 100000").get();
      expect((await lane.put({ ...item("large"), body: "x".repeat(100_000) }))._unsafeUnwrap()).toBe("stored");
      await lane.close();
      database.close();
    });

    it("takes nothing after it was closed", async () => {
      const lane = open();
      await lane.close();
      expect((await lane.put(item("1")))._unsafeUnwrapErr().code).toBe("LANE_UNAVAILABLE");
      await expect(lane.run(() => Promise.resolve(DONE))).rejects.toThrow(TypeError);
    });

    it("is the same lane for a second close", async () => {
      const lane = open();
      await Promise.all([lane.close(), lane.close()]);
    });
  });

  describe("handling", () => {
    it("hands kept items out with the next batch, after a restart too, and forgets what is not named", async () => {
      const seen: [string[], string[]][] = [];
      for (const id of ["1", "2", "3"]) {
        const lane = open();
        await store(lane, item(id));
        await handleAll(lane, ({ items, kept }) => {
          seen.push([idsOf(items), idsOf(kept)]);
          return { code: "done", keep: idsOf(items) };
        });
        await lane.close();
      }
      expect(seen).toEqual([
        [["1"], []],
        [["2"], ["1"]],
        [["3"], ["2"]],
      ]);
    });

    it("counts attempts of a key, and waits for its delay, across restarts", async () => {
      const clock = { now: 1_000_000 };
      const at = { now: () => clock.now, sleep: () => new Promise<void>(() => undefined) };
      const first = open({ clock: at });
      await store(first, item("1"));
      const attempts: number[] = [];
      const note = (batch: LaneBatch<string>): LaneVerdict => {
        attempts.push(batch.attempt);
        return { code: "retry", scope: "key", afterMs: 5_000, why: "asked to" };
      };
      await runOnce(first, note);
      await first.close();
      clock.now += 4_999;
      const second = open({ clock: at });
      await runOnce(second, note);
      expect(attempts).toEqual([1]);
      await second.close();
      clock.now += 1;
      await runOnce(open({ clock: at }), note);
      expect(attempts).toEqual([1, 2]);
    });

    it("handles items whose names no driver gives back as they were", async () => {
      const lane = open();
      await store(lane, item("1\0", "a\0b"), item("3\uD800", "a\uD800b"), item("2", "z"));
      const seen: string[] = [];
      await handleAll(lane, ({ items }) => {
        seen.push(...idsOf(items));
        return DONE;
      });
      expect(seen).toHaveLength(3);
      expect((await lane.put(item("1\0", "a\0b")))._unsafeUnwrap()).toBe("duplicate");
    });

    it("keeps a group paused across a restart, and hands the others out", async () => {
      const first = open({ concurrency: 1 });
      await store(first, item("1", "a", "limited"), item("2", "b", "limited"), item("3", "c", "free"));
      const handled: string[] = [];
      const pause = ({ key }: LaneBatch<string>): LaneVerdict => {
        handled.push(key);
        return key === "c" ? DONE : { code: "retry", scope: "group", afterMs: 60_000, why: "rate limit" };
      };
      await runOnce(first, pause);
      await first.close();
      await runOnce(open(), pause);
      expect(handled.toSorted()).toEqual(["a", "c"]);
    });

    it("never gives an item up by itself, unless it is told after how many attempts", async () => {
      const lane = open({ maxAttempts: 3 });
      await store(lane, item("1"));
      let attempts = 0;
      await handleAll(lane, () => {
        attempts += 1;
        return { code: "retry", scope: "key", afterMs: 0, why: "no answer" };
      });
      expect(attempts).toBe(3);
      const [letter] = (await lane.deadLetters())._unsafeUnwrap();
      expect(letter?.why).toBe("no answer (given up at attempt 3)");
    });

    it("lists dead letters, the newest first, and hands them out again when they are replayed", async () => {
      const lane = open();
      for (const id of ["1", "2"]) {
        await store(lane, item(id));
        await handleAll(lane, () => ({ code: "reject", why: `no commit ${id}` }));
      }
      expect((await lane.deadLetters())._unsafeUnwrap()).toMatchObject([
        { item: item("2"), why: "no commit 2" },
        { item: item("1"), why: "no commit 1" },
      ]);
      expect((await lane.deadLetters({ limit: 1 }))._unsafeUnwrap()).toHaveLength(1);
      expect((await lane.replay(["1", "3"]))._unsafeUnwrap()).toBe(1);
      await handleAll(lane);
      expect((await lane.deadLetters())._unsafeUnwrap().map((letter) => letter.item.id)).toEqual(["2"]);
    });

    it("moves an item that cannot be read to the dead letters, and goes on", async () => {
      const database = openDatabase(files.path());
      const events: LaneEvent[] = [];
      const lane = open({ database, observer: (event) => events.push(event) });
      await store(lane, item("1", "a"), item("2", "a"));
      database.exec("UPDATE items SET body = '{' WHERE id = '1'");
      const seen: string[][] = [];
      await handleAll(lane, ({ items }) => {
        seen.push(idsOf(items));
        return DONE;
      });
      expect(seen).toEqual([["2"]]);
      expect(events).toEqual([{ code: "item-unreadable", id: "1" }]);
      expect((await lane.deadLetters())._unsafeUnwrap()[0]).toMatchObject({ item: { id: "1", body: "{" } });
      await lane.close();
      database.close();
    });

    it("hands a batch out again whose settling failed, and goes on", async () => {
      const events: LaneEvent[] = [];
      let isBroken = false;
      const database = spyOn(openDatabase(files.path()), (sql) => {
        if (isBroken && sql === "COMMIT") throw new Error("disk I/O error");
      });
      const lane = open({ database: () => database, observer: (event) => events.push(event) });
      await store(lane, item("1"));
      let attempts = 0;
      await handleAll(lane, () => {
        attempts += 1;
        isBroken = attempts === 1;
        setTimeout(() => (isBroken = false), 100);
        return DONE;
      });
      expect(attempts).toBe(2);
      expect(events.map(({ code }) => code)).toContain("storage-failed");
    });

    it("takes the longest waiting key first, so that a busy one starves no other", async () => {
      const lane = open({ concurrency: 1 });
      await store(lane, item("busy-0", "busy"), item("1", "b"), item("2", "c"));
      const handled: string[] = [];
      await handleAll(lane, async ({ key }) => {
        handled.push(key);
        if (key === "busy" && handled.length < 10) await store(lane, item(`busy-${handled.length}`, "busy"));
        await new Promise((resolve) => setTimeout(resolve, 2));
        return DONE;
      });
      expect(handled.slice(0, 4).toSorted()).toEqual(["b", "busy", "busy", "c"]);
    });
  });
});

async function pendingOf(lane: ManagedLane<string>): Promise<number> {
  return (await lane.pending())._unsafeUnwrap();
}

type Handle = (batch: LaneBatch<string>) => LaneVerdict | Promise<LaneVerdict>;

/** Runs the lane until nothing is pending. */
async function handleAll(lane: ManagedLane<string>, handle: Handle = () => DONE): Promise<void> {
  const running = await lane.run(async (batch) => handle(batch));
  await expect.poll(async () => (await lane.pending()).unwrapOr(1), { timeout: 20_000, interval: 5 }).toBe(0);
  await running.stop();
}

/** Runs the lane until it has nothing to hand out. */
async function runOnce(lane: ManagedLane<string>, handle: Handle): Promise<void> {
  const running = await lane.run(async (batch) => handle(batch));
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  await running.stop();
}

function spyOn(database: SqliteDatabase, onExec: (sql: string) => unknown): SqliteDatabase {
  return {
    exec: (sql) => {
      onExec(sql);
      return database.exec(sql);
    },
    prepare: (sql) => database.prepare(sql),
    close: () => database.close(),
  };
}
