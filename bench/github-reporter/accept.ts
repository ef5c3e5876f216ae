import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { LaneItem, ManagedLane } from "@gitops/github-reporter";
import { pgBossLane } from "@gitops/github-reporter/lane-pgboss";
import { type SqliteDatabase, sqliteLane } from "@gitops/github-reporter/lane-sqlite";

import { startPostgres } from "../../test/contract/lanes/postgres.ts";
import { sqliteDriver } from "../sqlite-driver.ts";
import { fluxEvent } from "./shop.ts";

const ROUNDS = 3;
const ROUND_MS = 350;
const WAITERS = [1, 16, 64];
const SLOW_FLUSH_MS = 1;

/** Stores one event durably. */
type Store = (id: string) => Promise<unknown>;

const BODY = fluxEvent("succeeded", { revision: "a".repeat(40), second: 1 });

/** Measures how many events a second are on the disk when they are answered, beside one flush an event. */
export async function benchAccept(): Promise<void> {
  const open = await sqliteDriver();
  const slow = (file: string): SqliteDatabase => withSlowFlush(open(file));
  await inFolder(async (folder) => {
    const lane = sqliteLane<string>({
      database: () => open(join(folder, "lane.db")),
      capacity: Infinity,
    })._unsafeUnwrap();
    const single = singleWriter(open(join(folder, "single.db")));
    const file = appendTo(join(folder, "events.log"));
    await compareStores("Events stored a second, flushed before the answer", single.store, {
      "file: append, fdatasync each": { store: file.store, waiters: [1] },
      sqliteLane: { store: storeIn(lane), waiters: WAITERS },
    });
    await lane.close();
    single.close();
    file.close();
  });
  await inFolder(async (folder) => {
    const lane = sqliteLane<string>({
      database: () => slow(join(folder, "lane.db")),
      capacity: Infinity,
    })._unsafeUnwrap();
    const single = singleWriter(slow(join(folder, "single.db")));
    await compareStores(
      `The same with a flush that takes ${SLOW_FLUSH_MS} ms longer (simulated: a sleep in COMMIT), as on a cloud disk`,
      single.store,
      { sqliteLane: { store: storeIn(lane), waiters: WAITERS } },
    );
    await lane.close();
    single.close();
  });
  console.log("Aimed at: 10 x for sqliteLane, 64 at once");
  await benchPostgres();
}

async function benchPostgres(): Promise<void> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 22 || (major === 22 && minor < 12)) {
    console.log("\npgBossLane: pg-boss needs Node 22.12 or later");
    return;
  }
  const postgres = await startPostgres();
  try {
    const { PgBoss } = await import("pg-boss");
    const boss = new PgBoss({ connectionString: postgres.url, schedule: false });
    boss.on("error", () => undefined);
    await boss.start();
    const lane = (await pgBossLane<string>({ boss }))._unsafeUnwrap();
    const store = storeIn(lane);
    const rows = { pgBossLane: { store, waiters: WAITERS } };
    await compareStores("Events stored a second in Postgres, beside one after the other", store, rows);
    await lane.close();
    await boss.stop({ graceful: false });
  } finally {
    await postgres.remove();
  }
}

interface Contestant {
  readonly store: Store;
  readonly waiters: readonly number[];
}

interface Rate {
  readonly perSecond: number;
  readonly p99: number;
}

/** Runs the floor and all others in turn, and prints the medians of the rounds. */
async function compareStores(title: string, floor: Store, others: Readonly<Record<string, Contestant>>): Promise<void> {
  const cells = [
    { name: "one transaction an event, one after the other", store: floor, waiters: 1 },
    ...Object.entries(others).flatMap(([name, { store, waiters }]) =>
      waiters.map((count) => ({ name: `${name}, ${count} at once`, store, waiters: count })),
    ),
  ];
  const rounds: Rate[][] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const rates: Rate[] = [];
    for (const { store, waiters } of cells) rates.push(await measure(store, waiters));
    if (round > 0) rounds.push(rates);
  }
  console.log(`\n${title}, median of ${ROUNDS} rounds`);
  console.log(`${"".padEnd(48)}${["events/s", "p99 ms", "x first"].map((column) => column.padStart(11)).join("")}`);
  for (const [index, { name }] of cells.entries()) {
    const of = (value: (round: readonly Rate[]) => number): number => median(rounds.map(value));
    const perSecond = of((round) => round[index]!.perSecond);
    const columns = [
      perSecond.toFixed(0),
      of((round) => round[index]!.p99).toFixed(2),
      of((round) => round[index]!.perSecond / round[0]!.perSecond).toFixed(1),
    ];
    console.log(`${name.padEnd(48)}${columns.map((column) => column.padStart(11)).join("")}`);
  }
}

let count = 0;

async function measure(store: Store, waiters: number): Promise<Rate> {
  const times: number[] = [];
  const start = performance.now();
  const end = start + ROUND_MS;
  const work = async (): Promise<void> => {
    for (let now = performance.now(); now < end; now = performance.now()) {
      await store(`event-${count++}`);
      times.push(performance.now() - now);
    }
  };
  await Promise.all(Array.from({ length: waiters }, work));
  times.sort((a, b) => a - b);
  const p99 = times[Math.min(times.length - 1, Math.floor(times.length * 0.99))] ?? Number.NaN;
  return { perSecond: (times.length / (performance.now() - start)) * 1000, p99 };
}

function storeIn(lane: ManagedLane<string>): Store {
  return async (id) => {
    const item: LaneItem<string> = { id, key: `slot-${id.slice(-2)}`, group: "github", body: BODY };
    (await lane.put(item))._unsafeUnwrap();
  };
}

/** What a connector does that stores each event by itself: the rate of the disk, whoever waits. */
function singleWriter(database: SqliteDatabase): { readonly store: Store; close(): void } {
  database.prepare("PRAGMA journal_mode = WAL").get();
  database.exec("PRAGMA synchronous = FULL");
  database.exec("CREATE TABLE events (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT");
  const insert = database.prepare("INSERT INTO events (id, body) VALUES (?, ?)");
  return {
    store: (id) => {
      database.exec("BEGIN IMMEDIATE");
      insert.run(id, BODY);
      database.exec("COMMIT");
      return Promise.resolve();
    },
    close: () => {
      database.close();
    },
  };
}

function appendTo(path: string): { readonly store: Store; close(): void } {
  const file = openSync(path, "a");
  return {
    store: () => {
      writeSync(file, `${BODY}\n`);
      fdatasyncSync(file);
      return Promise.resolve();
    },
    close: () => {
      closeSync(file);
    },
  };
}

/** Disks of virtual machines answer a flush from a cache; this one takes its time. */
function withSlowFlush(database: SqliteDatabase): SqliteDatabase {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  return {
    exec: (sql) => {
      if (sql === "COMMIT") Atomics.wait(cell, 0, 0, SLOW_FLUSH_MS);
      return database.exec(sql);
    },
    prepare: (sql) => database.prepare(sql),
    close: () => database.close(),
  };
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-accept-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
