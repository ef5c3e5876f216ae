import { ResultAsync } from "neverthrow";
import type { PgBossClient, PgBossDatabase } from "./driver.ts";

import { LaneUnavailableError } from "../errors.ts";

/** Runs work in a transaction of pg-boss's own pool. */
export async function inTransaction<R>(boss: PgBossClient, work: (db: PgBossDatabase) => Promise<R>): Promise<R> {
  const begun = await boss.getDb().beginTransaction?.();
  if (begun === undefined) throw new TypeError("pgBossLane needs pg-boss on its own pool of connections.");
  try {
    const value = await work(begun.db);
    await begun.commit();
    return value;
  } catch (error) {
    await begun.rollback();
    throw error;
  }
}

/**
 * Turns what Postgres and pg-boss throw into an error of the lane, and an answer that does not come in time too; the
 * signal aborts then, and the work may end later.
 */
export function fromPostgres<R>(
  work: (late: AbortSignal) => Promise<R>,
  timeoutMs: number,
): ResultAsync<R, LaneUnavailableError> {
  return ResultAsync.fromPromise(inTime(work, timeoutMs), (error) => {
    if (error instanceof LaneUnavailableError) return error;
    return new LaneUnavailableError(`Postgres does not take or give items of the lane: ${textOf(error)}`, {
      cause: error,
    });
  });
}

async function inTime<R>(work: (late: AbortSignal) => Promise<R>, timeoutMs: number): Promise<R> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new LaneUnavailableError(`Postgres did not answer within ${timeoutMs} ms. Try again.`);
      late.abort(error);
      reject(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(late.signal), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** node-postgres reports a refused connection to several addresses as an error without a message. */
function textOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(textOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
