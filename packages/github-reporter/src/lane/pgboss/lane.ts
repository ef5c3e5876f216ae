import type { ResultAsync } from "neverthrow";
import { errAsync, okAsync } from "neverthrow";

import { systemClock } from "../../clock.ts";
import { encodeBody } from "../encode-body.ts";
import type { LaneTooNewError } from "../errors.ts";
import { laneClosed, laneFull, LaneUnavailableError } from "../errors.ts";
import type { ManagedLane } from "../lane.ts";
import { DEAD_LETTER_RETENTION_MS, RETENTION_MS } from "../limits.ts";
import type { LaneObserver } from "../observer.ts";
import { createWorkerSlot } from "../worker-slot.ts";
import { startWorker } from "../worker.ts";
import type { PgBossClient } from "./driver.ts";
import { createGauge } from "./gauge.ts";
import { createItems } from "./items.ts";
import { createKeys } from "./keys.ts";
import { openQueue } from "./open.ts";
import { createPgBossStore } from "./store.ts";
import { fromPostgres, inTransaction } from "./transaction.ts";

/** Options of {@link pgBossLane}. */
export interface PgBossLaneOptions {
  /**
   * A started instance of pg-boss 12 on its own pool of connections. It stays yours to stop, after the lane was closed.
   * How soon a key comes back after a crash depends on its `superviseIntervalSeconds` and `monitorIntervalSeconds`.
   */
  readonly boss: PgBossClient;
  /**
   * Name of the queue in pg-boss, and of the Postgres schema for the items: lower-case letters, digits and `_`, at most
   * 48. All replicas of one lane use the same name. Default: `gitops_lane`.
   */
  readonly name?: string;
  /**
   * Most items that may wait; further ones are refused with `LANE_FULL`. Counted once a second, so that several replicas
   * may exceed it by what they take within one. Default: 100000.
   */
  readonly capacity?: number;
  /** Keys that are handled at the same time, by each replica. Default: 4. */
  readonly concurrency?: number;
  /** Milliseconds after which the signal of a batch aborts; after twice as many it is given up. At most 6 hours. Default: 60000. */
  readonly deadlineMs?: number;
  /** Milliseconds after which a replica looks for what the others stored. Default: 500. */
  readonly pollMs?: number;
  /** Milliseconds within which Postgres must answer, else `LANE_UNAVAILABLE`. Default: 5000. */
  readonly timeoutMs?: number;
  /** Milliseconds for which the id of a finished item is known at least, so that it is a duplicate. Default: 7 days. */
  readonly retentionMs?: number;
  /** Milliseconds for which a dead letter stays at least. Default: 30 days. */
  readonly deadLetterRetentionMs?: number;
  /** Deliveries of a key after which `retry` with scope `key` is taken for `reject`. Default: none, nothing is given up. */
  readonly maxAttempts?: number;
  /** Gets what the lane cannot return to anybody, errors that pg-boss emits among them. */
  readonly observer?: LaneObserver;
}

/**
 * Opens a durable lane in Postgres for any number of replicas, by pg-boss 12 (Node 22.12 or later).
 *
 * pg-boss leases a key to one replica at a time and takes it back from one that died; the items, delays, pauses and dead
 * letters stand in tables beside it, and change in the transaction that ends the lease.
 *
 * @returns the lane, `LANE_UNAVAILABLE` when Postgres does not answer, or `LANE_TOO_NEW`.
 * @throws RangeError for a name that no schema can have.
 * @example
 * ```ts source="./lane.examples.ts#pgBossLane_open"
 * // import { pgBossLane } from "@gitops/github-reporter/lane-pgboss";
 * const { PgBoss } = await import("pg-boss");
 * // How often pg-boss looks for replicas that died: a key comes back within these and the 10 s of the heartbeat.
 * const watch = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 };
 * const boss = new PgBoss({ connectionString: databaseUrl, schedule: false, ...watch });
 * boss.on("error", console.error);
 * await boss.start();
 * const lane = await pgBossLane<string>({ boss });
 * ```
 */
export function pgBossLane<T>(
  options: PgBossLaneOptions,
): ResultAsync<ManagedLane<T>, LaneUnavailableError | LaneTooNewError> {
  const { boss, name = "gitops_lane", deadlineMs = 60_000, timeoutMs = 5_000 } = options;
  const { observer: tell = () => undefined } = options;
  if (!/^[a-z_][a-z0-9_]{0,47}$/.test(name)) {
    throw new RangeError(`The name of a lane has lower-case letters, digits and _ only, at most 48: ${name}`);
  }
  // An error event that nobody hears ends the process; pg-boss emits one for each query of its own that fails.
  boss.on("error", (cause) => {
    tell({ code: "storage-failed", error: new LaneUnavailableError(`pg-boss: ${cause.message}`, { cause }) });
  });
  return openQueue(boss, name, deadlineMs, timeoutMs).map(() =>
    createLane<T>({ ...options, name, deadlineMs, timeoutMs, observer: tell }),
  );
}

function createLane<T>(
  options: PgBossLaneOptions & Required<Pick<PgBossLaneOptions, "name" | "deadlineMs" | "timeoutMs" | "observer">>,
): ManagedLane<T> {
  const { boss, name, deadlineMs, timeoutMs, observer: tell, capacity = 100_000, concurrency = 4 } = options;
  const {
    retentionMs = RETENTION_MS,
    deadLetterRetentionMs = DEAD_LETTER_RETENTION_MS,
    maxAttempts = Infinity,
    pollMs = 500,
  } = options;
  const clock = systemClock;
  const items = createItems<T>(name);
  const keys = createKeys(boss, name);
  const retention = { retentionMs, deadLetterRetentionMs, maxAttempts };
  const store = createPgBossStore<T>({ boss, name, items, keys, clock, pollMs, timeoutMs, tell, ...retention });
  const worker = createWorkerSlot();
  const waiting = createGauge(() => items.countWaiting(boss.getDb()), clock);
  let isClosed = false;

  const ask = <R>(work: () => Promise<R>): ResultAsync<R, LaneUnavailableError> =>
    isClosed ? errAsync(laneClosed()) : fromPostgres(work, timeoutMs);

  return {
    put: (item) => {
      const body = encodeBody(item);
      return ask(async () => {
        if ((await waiting.read()) >= capacity)
          return (await items.knows(boss.getDb(), item.id)) ? "duplicate" : "full";
        const outcome = await inTransaction(boss, async (db) => {
          const inserted = await items.insert(db, item, body);
          if (inserted === "stored") await keys.schedule(db, item.key);
          return inserted;
        });
        if (outcome === "stored") waiting.add(1);
        worker.wake();
        return outcome;
      }).andThen((outcome) => (outcome === "full" ? errAsync(laneFull(capacity)) : okAsync(outcome)));
    },
    run: async (handle) => {
      await Promise.resolve();
      return worker.start(() => startWorker({ store, handle, clock, concurrency, deadlineMs, tell }));
    },
    pending: () => ask(() => items.countDue(boss.getDb())),
    deadLetters: ({ limit = 100 } = {}) => ask(() => items.deadLetters(boss.getDb(), limit)),
    replay: (ids) =>
      ask(async () => {
        const revived = await inTransaction(boss, async (db) => {
          const revivedKeys = await items.revive(db, ids);
          for (const key of new Set(revivedKeys)) await keys.schedule(db, key);
          return revivedKeys.length;
        });
        worker.wake();
        return revived;
      }),
    close: async () => {
      await worker.close();
      isClosed = true;
    },
  };
}
