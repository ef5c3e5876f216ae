import { bookingOf } from "../booking.ts";
import { backoff } from "../backoff.ts";
import { DEAD, DONE, KEPT, WAITING } from "../item-state.ts";
import type { LaneItem, LaneVerdict } from "../lane.ts";
import { LARGEST_BATCH } from "../limits.ts";
import type { LaneObserver } from "../observer.ts";
import type { LaneStore, TakenBatch } from "../store.ts";
import type { Committer } from "./committer.ts";
import type { SqliteDatabase } from "./driver.ts";
import type { ItemRow, Items } from "./items.ts";
import { toItem } from "./items.ts";
import { createSchedule } from "./schedule.ts";

/** What the store of a file works with. */
export interface SqliteStoreOptions<T> {
  readonly database: SqliteDatabase;
  readonly committer: Committer;
  readonly items: Items<T>;
  readonly retentionMs: number;
  readonly deadLetterRetentionMs: number;
  readonly maxAttempts: number;
  readonly tell: LaneObserver;
  /** Hears within the transaction how many items do not wait any longer. */
  readonly onEnd: (count: number) => void;
}

/** Hands out keys and settles them, each in a transaction. */
export function createSqliteStore<T>(options: SqliteStoreOptions<T>): LaneStore<T> {
  const { database, committer, items, tell, onEnd } = options;
  const schedule = createSchedule(database);
  /** Keys that are handled, and keys whose settling failed: until when nobody takes them. */
  const busyUntil = new Map<string, number>();
  /** Time of the last look; another process may have looked at any time before. */
  let lookedAt = Infinity;

  const waiting = database.prepare(
    "SELECT seq, id, key, grp, body, state, not_before FROM items " +
      `WHERE key = ? AND state = ${WAITING} AND not_before <= ? ORDER BY not_before, seq LIMIT ${LARGEST_BATCH}`,
  );
  const kept = database.prepare(
    `SELECT seq, id, key, grp, body, state, not_before FROM items WHERE key = ? AND state = ${KEPT} ORDER BY seq`,
  );
  const first = database.prepare(`SELECT min(not_before) AS at FROM items WHERE key = ? AND state = ${WAITING}`);
  const keep = database.prepare(`UPDATE items SET state = ${KEPT} WHERE id = ?`);
  const finish = database.prepare(`UPDATE items SET state = ${DONE}, ended_at = ?, body = '' WHERE id = ?`);
  const bury = database.prepare(`UPDATE items SET state = ${DEAD}, ended_at = ?, why = ? WHERE id = ?`);

  const requeue = (key: string, now: number): void => {
    schedule.finish(key, (first.get(key) as { at: number | null }).at, now);
  };

  /** Reads rows; what cannot be read would stop its key for ever, so it becomes a dead letter. */
  const read = (rows: readonly ItemRow[], now: number, unreadable: string[]): LaneItem<T>[] =>
    rows.flatMap((row) => {
      const item = toItem<T>(row);
      if (item !== undefined) return [item];
      bury.run(now, "The stored body is no JSON: the file was damaged, or written by another program.", row.id);
      unreadable.push(row.id);
      onEnd(row.state === WAITING ? 1 : 0);
      return [];
    });

  const takeKey = (key: string, attempt: number, now: number, unreadable: string[]): TakenBatch<T> | undefined => {
    const [head, ...rest] = read(waiting.all(key, now) as ItemRow[], now, unreadable);
    if (head === undefined) {
      requeue(key, now);
      return undefined;
    }
    schedule.countAttempt(key);
    const known = read(kept.all(key) as ItemRow[], now, unreadable);
    return { key, items: [head, ...rest], kept: known, attempt: attempt + 1 };
  };

  const bookVerdict = (batch: TakenBatch<T>, verdict: LaneVerdict, now: number): void => {
    if (verdict.code === "retry" && (verdict.scope === "group" || batch.attempt < options.maxAttempts)) {
      const until = now + (verdict.afterMs ?? backoff(batch.attempt));
      if (verdict.scope === "group") schedule.pause(batch.key, until);
      else schedule.delay(batch.key, until);
      return;
    }
    const booking = bookingOf(batch, verdict);
    for (const { id } of booking.keep) keep.run(id);
    for (const { id } of booking.finish) finish.run(now, id);
    for (const { id, why } of booking.bury) bury.run(now, why, id);
    requeue(batch.key, now);
    items.prune(now - options.retentionMs, now - options.deadLetterRetentionMs);
    onEnd(batch.items.length);
  };

  return {
    take: (now, limit) =>
      committer
        .commit(() => {
          const isBusy = (key: string): boolean => (busyUntil.get(key) ?? 0) > now;
          const unreadable: string[] = [];
          // What was put before a clock was set back would wait until it is as late again.
          if (now < lookedAt) {
            schedule.mendTimes(now, lookedAt === Infinity ? 0 : lookedAt - now);
            for (const [key, until] of busyUntil) if (until !== Infinity) busyUntil.set(key, now);
          }
          lookedAt = now;
          const due = schedule.due(now, limit, isBusy, busyUntil.size);
          const batches = due.flatMap(({ key, attempt }) => takeKey(key, attempt, now, unreadable) ?? []);
          const taken = new Set(batches.map(({ key }) => key));
          const failed = [...busyUntil.values()].filter((until) => until > now && until !== Infinity);
          const next = schedule.nextDue((key) => isBusy(key) || taken.has(key), busyUntil.size + taken.size);
          const nextDue = Math.min(next ?? Infinity, ...failed);
          return { batches, unreadable, nextDue: nextDue === Infinity ? undefined : nextDue };
        })
        .map(({ batches, unreadable, nextDue }) => {
          for (const { key } of batches) busyUntil.set(key, Infinity);
          for (const id of unreadable) tell({ code: "item-unreadable", id });
          return { batches, nextDue };
        }),
    settle: (batch, verdict, now) =>
      committer
        .commit(() => {
          bookVerdict(batch, verdict, now);
        })
        .map(() => {
          busyUntil.delete(batch.key);
        })
        .mapErr((error) => {
          busyUntil.set(batch.key, now + backoff(batch.attempt));
          return error;
        }),
  };
}
