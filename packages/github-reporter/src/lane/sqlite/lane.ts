import type { Result } from "neverthrow";
import { err, ok } from "neverthrow";

import type { Clock } from "../../clock.ts";
import { systemClock } from "../../clock.ts";
import { encodeBody } from "../encode-body.ts";
import { laneFull } from "../errors.ts";
import type { ManagedLane } from "../lane.ts";
import { DEAD_LETTER_RETENTION_MS, RETENTION_MS } from "../limits.ts";
import type { LaneObserver } from "../observer.ts";
import { createWorkerSlot } from "../worker-slot.ts";
import { startWorker } from "../worker.ts";
import { createCommitter } from "./committer.ts";
import type { OpenLaneError } from "./errors.ts";
import { createItems } from "./items.ts";
import type { OpenFile, SqliteSource } from "./open.ts";
import { openFile } from "./open.ts";
import { createSqliteStore } from "./store.ts";

/** Options of {@link sqliteLane}. */
export interface SqliteLaneOptions {
  /**
   * The file: a function that opens a database, which the lane closes, or an open database, which stays open.
   * `DatabaseSync` of `node:sqlite`, `libsql` and `better-sqlite3` fit.
   */
  readonly database: SqliteSource;
  /** Most items that may wait; further ones are refused with `LANE_FULL`. Default: 100000. */
  readonly capacity?: number;
  /** Keys that are handled at the same time. Default: 4. */
  readonly concurrency?: number;
  /** Milliseconds after which the signal of a batch aborts; after twice as many it is given up. Default: 60000. */
  readonly deadlineMs?: number;
  /** Milliseconds for which the id of a finished item is known at least, so that it is a duplicate. Default: 7 days. */
  readonly retentionMs?: number;
  /** Milliseconds for which a dead letter stays at least. Default: 30 days. */
  readonly deadLetterRetentionMs?: number;
  /** Deliveries of a key after which `retry` with scope `key` is taken for `reject`. Default: none, nothing is given up. */
  readonly maxAttempts?: number;
  /** Gets what the lane cannot return to anybody. */
  readonly observer?: LaneObserver;
  /** Clock for delays and pauses. Default: the machine's. */
  readonly clock?: Clock;
}

/**
 * Opens a durable lane in an SQLite file: one process per file, which SQLite's own lock enforces.
 *
 * An item is stored once it is flushed to the disk (WAL, `synchronous = FULL`); items that are put at the same time
 * share a flush. Attempts, delays, pauses, kept items and dead letters survive the process, however it ends.
 *
 * @returns the lane, or {@link OpenLaneError}: in use, of a later version, no lane, or not to be opened.
 * @example
 * ```ts source="./lane.examples.ts#sqliteLane_node"
 * // import { sqliteLane } from "@gitops/github-reporter/lane-sqlite";
 * // Node 22.13 or later has SQLite inside.
 * const { DatabaseSync } = await import("node:sqlite");
 * const lane = sqliteLane<string>({ database: () => new DatabaseSync("lane.db") });
 * ```
 */
export function sqliteLane<T>(options: SqliteLaneOptions): Result<ManagedLane<T>, OpenLaneError> {
  return openFile(options.database).andThen((file) => ok(createLane<T>(file, options)));
}

function createLane<T>({ database, close }: OpenFile, options: SqliteLaneOptions): ManagedLane<T> {
  const { capacity = 100_000, concurrency = 4, deadlineMs = 60_000, clock = systemClock } = options;
  const {
    retentionMs = RETENTION_MS,
    deadLetterRetentionMs = DEAD_LETTER_RETENTION_MS,
    maxAttempts = Infinity,
  } = options;
  const { observer: tell = () => undefined } = options;
  const items = createItems<T>(database);
  const count = createCount(() => items.countWaiting());
  const committer = createCommitter(database, count.forget);
  const onEnd = (ended: number): void => {
    count.add(-ended);
  };
  const storing = { database, committer, items, retentionMs, deadLetterRetentionMs, maxAttempts, tell, onEnd };
  const store = createSqliteStore<T>(storing);
  const worker = createWorkerSlot();
  let closed: Promise<void> | undefined;

  return {
    put: (item) => {
      const body = encodeBody(item);
      return committer
        .commit(() => {
          if (count.get() >= capacity) return items.knows(item.id) ? "duplicate" : "full";
          const outcome = items.insert(item, body, clock.now());
          if (outcome === "stored") count.add(1);
          return outcome;
        })
        .andThen((outcome) => {
          if (outcome === "full") return err(laneFull(capacity));
          worker.wake();
          return ok(outcome);
        });
    },
    run: async (handle) => {
      await Promise.resolve();
      return worker.start(() => startWorker({ store, handle, clock, concurrency, deadlineMs, tell }));
    },
    pending: () => committer.commit(() => count.get() - items.countLater(clock.now())),
    deadLetters: ({ limit = 100 } = {}) => committer.commit(() => items.deadLetters(limit)),
    replay: (ids) =>
      committer
        .commit(() => {
          const revived = ids.filter((id) => items.revive(id, clock.now())).length;
          count.add(revived);
          return revived;
        })
        .map((revived) => {
          worker.wake();
          return revived;
        }),
    close: () => {
      closed ??= worker.close().then(() => {
        committer.close();
        close();
      });
      return closed;
    },
  };
}

interface Count {
  readonly get: () => number;
  readonly add: (change: number) => void;
  readonly forget: () => void;
}

/** Counting what waits takes longer the more there is, so it is counted once, and again after what was undone. */
function createCount(read: () => number): Count {
  let known: number | undefined;
  return {
    get: () => (known ??= read()),
    add: (change) => {
      if (known !== undefined) known += change;
    },
    forget: () => {
      known = undefined;
    },
  };
}
