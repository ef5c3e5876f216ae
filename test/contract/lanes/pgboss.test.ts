import { setTimeout as delay } from "node:timers/promises";

import type { LaneEvent, LaneItem, ManagedLane } from "@gitops/github-reporter";

import { pgBossLane } from "@gitops/github-reporter/lane-pgboss";
import { PgBoss } from "pg-boss";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Postgres } from "./postgres.ts";
import { startPostgres } from "./postgres.ts";
import { proveLaws } from "./prove.ts";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const canRun = major > 22 || (major === 22 && minor >= 12);

describe.skipIf(!canRun)("pgBossLane, for which pg-boss needs Node 22.12 or later", () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    process.env["LANES_POSTGRES"] = postgres.url;
  }, 60_000);
  afterAll(async () => {
    await postgres.remove();
  });

  describe("the laws", () => {
    proveLaws("pgboss.ts");
  });

  describe("beyond the laws", () => {
    const opened: { readonly boss: PgBoss; readonly lane: ManagedLane<string> }[] = [];
    afterEach(async () => {
      for (const { boss, lane } of opened.splice(0)) {
        await lane.close();
        await boss.stop({ graceful: false });
      }
    });

    // pg-boss gets no listener for its errors here: the lane brings its own.
    async function open(
      name: string,
      observer: (event: LaneEvent) => void = () => undefined,
    ): Promise<{ readonly boss: PgBoss; readonly lane: ManagedLane<string> }> {
      const boss = new PgBoss({ connectionString: postgres.url, schedule: false });
      await boss.start();
      const lane = (await pgBossLane<string>({ boss, name, observer }))._unsafeUnwrap();
      opened.push({ boss, lane });
      return { boss, lane };
    }

    it("refuses tables of a later version", async () => {
      const { boss } = await open("from_tomorrow");
      await boss.getDb().executeSql("UPDATE from_tomorrow.version SET version = 99");
      expect((await pgBossLane({ boss, name: "from_tomorrow" }))._unsafeUnwrapErr().code).toBe("LANE_TOO_NEW");
    });

    it("refuses a name that is none", async () => {
      const { boss } = await open("named");
      expect(() => pgBossLane({ boss, name: "lane; DROP TABLE items" })).toThrow(RangeError);
    });

    it("moves an item that cannot be read to the dead letters, and goes on", async () => {
      const events: LaneEvent[] = [];
      const { boss, lane } = await open("unreadable", (event) => events.push(event));
      await store(lane, item("1"), item("2"));
      await boss.getDb().executeSql("UPDATE unreadable.items SET body = '{' WHERE id = '1'");
      const seen: string[] = [];
      await lane.run(({ items }) => {
        seen.push(...items.map(({ id }) => id));
        return Promise.resolve({ code: "done" });
      });
      await expect.poll(() => seen, { timeout: 20_000 }).toEqual(["2"]);
      expect(events).toEqual([{ code: "item-unreadable", id: "1" }]);
      expect((await lane.deadLetters())._unsafeUnwrap()[0]).toMatchObject({ item: { id: "1", body: "{" } });
    });

    it("takes back a key whose lease it lost, and books no verdict for it", async () => {
      const events: LaneEvent[] = [];
      const { boss, lane } = await open("lost_lease", (event) => events.push(event));
      await store(lane, item("1"));
      const attempts: number[] = [];
      await lane.run(async ({ attempt }) => {
        attempts.push(attempt);
        // As if pg-boss had missed this replica's heartbeat.
        if (attempt === 1) {
          const [job] = await boss.findJobs("lost_lease", { key: "a" });
          await boss.fail("lost_lease", job?.id ?? "");
        }
        return { code: "done" };
      });
      await expect.poll(() => attempts, { timeout: 20_000 }).toEqual([1, 2]);
      expect(events.map(({ code }) => code)).toEqual(["storage-failed"]);
      await expect.poll(async () => (await lane.pending())._unsafeUnwrap(), { timeout: 20_000 }).toBe(0);
    });

    it("lets a batch whose lease was lost not end that of the next one", async () => {
      const { boss, lane } = await open("two_leases");
      await store(lane, item("1"));
      const begun: number[] = [];
      const ended: number[] = [];
      await lane.run(async ({ attempt, signal }) => {
        begun.push(attempt);
        if (attempt === 1) {
          const [job] = await boss.findJobs("two_leases", { key: "a" });
          await boss.fail("two_leases", job?.id ?? "");
          // Until this replica notices, by its next heartbeat.
          await new Promise((resolve) => {
            signal.addEventListener("abort", resolve);
          });
          ended.push(attempt);
          return { code: "retry", scope: "key", afterMs: 0, why: "The key is lost." };
        }
        if (attempt === 2) await expect.poll(() => ended, { timeout: 10_000 }).toEqual([1]);
        // Long enough for a third one to begin, if its lease was ended.
        await delay(2_000);
        ended.push(attempt);
        return { code: "done" };
      });
      await expect.poll(() => ended, { timeout: 20_000 }).toEqual([1, 2]);
      expect(begun).toEqual([1, 2]);
      await expect.poll(async () => (await lane.pending())._unsafeUnwrap(), { timeout: 20_000 }).toBe(0);
    });

    it("refuses items while Postgres is away, and goes on when it is back", { timeout: 120_000 }, async () => {
      const { lane } = await open("restarted");
      const seen: string[] = [];
      await lane.run(({ items }) => {
        seen.push(...items.map(({ id }) => id));
        return Promise.resolve({ code: "done" });
      });
      await store(lane, item("1"));
      await expect.poll(() => seen, { timeout: 20_000 }).toEqual(["1"]);
      await expect.poll(async () => (await lane.pending())._unsafeUnwrap(), { timeout: 20_000 }).toBe(0);

      await postgres.crash();
      expect((await lane.put(item("2")))._unsafeUnwrapErr().code).toBe("LANE_UNAVAILABLE");
      expect((await lane.pending())._unsafeUnwrapErr().code).toBe("LANE_UNAVAILABLE");

      await postgres.start();
      expect((await lane.put(item("1")))._unsafeUnwrap()).toBe("duplicate");
      await store(lane, item("2"));
      await expect.poll(() => seen, { timeout: 80_000 }).toEqual(["1", "2"]);
    });
  });
});

function item(id: string): LaneItem<string> {
  return { id, key: "a", group: "github", body: `body of ${id}` };
}

async function store(lane: ManagedLane<string>, ...items: LaneItem<string>[]): Promise<void> {
  for (const one of items) expect((await lane.put(one))._unsafeUnwrap()).toBe("stored");
}
