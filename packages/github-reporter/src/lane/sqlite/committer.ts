import { ResultAsync } from "neverthrow";

import type { LaneUnavailableError } from "../errors.ts";
import { laneClosed } from "../errors.ts";
import type { SqliteDatabase } from "./driver.ts";
import { storageFailure } from "./failure.ts";
import { rollBack } from "./open.ts";

/** So many pieces of work share one transaction at most, so that none blocks the event loop for long. */
const LARGEST_GROUP = 512;

/** Runs work in transactions, and many pieces in one: a flush of the disk costs the same for all of them. */
export interface Committer {
  /** Resolves after COMMIT; the work is synchronous, and may run a second time after its first run was undone. */
  commit<R>(work: () => R): ResultAsync<R, LaneUnavailableError>;
  /** Runs what waits, and refuses what comes later. */
  close(): void;
}

/** A piece of work that waits for the next transaction. */
interface Waiting {
  /** Runs it, and returns how to tell its caller of the commit. */
  readonly run: () => () => void;
  readonly fail: (error: LaneUnavailableError) => void;
}

export function createCommitter(database: SqliteDatabase, onRollBack: () => void): Committer {
  let waiting: Waiting[] = [];
  let isScheduled = false;
  let isClosed = false;

  const flush = (): void => {
    const group = waiting.slice(0, LARGEST_GROUP);
    waiting = waiting.slice(LARGEST_GROUP);
    isScheduled = false;
    if (group.length === 0) return;
    if (waiting.length > 0) schedule();
    const error = attempt(group);
    if (error === undefined) return;
    // One that is refused, e.g. because it is too large for the disk, must not take the others with it.
    for (const one of group) {
      const own = group.length === 1 ? error : attempt([one]);
      if (own !== undefined) one.fail(own);
    }
  };

  const attempt = (group: readonly Waiting[]): LaneUnavailableError | undefined => {
    try {
      database.exec("BEGIN IMMEDIATE");
      const settled = group.map(({ run }) => run());
      database.exec("COMMIT");
      for (const tell of settled) tell();
      return undefined;
    } catch (error) {
      rollBack(database);
      onRollBack();
      return storageFailure(error);
    }
  };

  const schedule = (): void => {
    isScheduled = true;
    setImmediate(flush);
  };

  return {
    commit: <R>(work: () => R) =>
      ResultAsync.fromPromise(
        new Promise<R>((resolve, reject) => {
          if (isClosed) {
            reject(laneClosed());
            return;
          }
          const run = (): (() => void) => {
            const value = work();
            return () => {
              resolve(value);
            };
          };
          waiting.push({ run, fail: reject });
          if (!isScheduled) schedule();
        }),
        (error) => error as LaneUnavailableError,
      ),
    close: () => {
      while (waiting.length > 0) flush();
      isClosed = true;
    },
  };
}
