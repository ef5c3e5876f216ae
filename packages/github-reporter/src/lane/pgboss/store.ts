import { bookingOf } from "../booking.ts";
import type { PgBossClient, PgBossDatabase } from "./driver.ts";

import type { Clock } from "../../clock.ts";
import { backoff } from "../backoff.ts";
import { LaneUnavailableError } from "../errors.ts";
import type { LaneItem, LaneVerdict } from "../lane.ts";
import type { LaneObserver } from "../observer.ts";
import type { LaneStore, TakenBatch } from "../store.ts";
import type { Items, ReadItem } from "./items.ts";
import type { Keys, Lease } from "./keys.ts";
import type { LiveLease } from "./lease.ts";
import { keepAlive } from "./lease.ts";
import { fromPostgres, inTransaction } from "./transaction.ts";

/** What the store of a queue works with. */
export interface PgBossStoreOptions<T> {
  readonly boss: PgBossClient;
  readonly name: string;
  readonly items: Items<T>;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly pollMs: number;
  readonly timeoutMs: number;
  readonly retentionMs: number;
  readonly deadLetterRetentionMs: number;
  readonly maxAttempts: number;
  readonly tell: LaneObserver;
}

/** A job that pg-boss gave to us. */
interface KeyJob extends Lease {
  readonly data: { readonly key: string };
}

/** Takes leases of keys from pg-boss, and settles each in one transaction with its items. */
export function createPgBossStore<T>(options: PgBossStoreOptions<T>): LaneStore<T> {
  const { boss, name, items, keys, clock, tell } = options;
  // By batch, not by key: one whose lease was lost must not end the lease that the next batch of its key holds.
  const leases = new WeakMap<TakenBatch<T>, LiveLease>();

  const pausedGroups = async (): Promise<string[]> => {
    const { rows } = await boss
      .getDb()
      .executeSql(`SELECT grp FROM ${name}.groups WHERE paused_until > clock_timestamp()`);
    return (rows as { readonly grp: string }[]).map(({ grp }) => grp);
  };

  /** What cannot be read would stop its key for ever, so it becomes a dead letter. */
  const readable = async (db: PgBossDatabase, read: readonly ReadItem<T>[]): Promise<readonly LaneItem<T>[]> => {
    const unreadable = read.filter((one) => typeof one === "string");
    if (unreadable.length > 0) {
      await items.bury(db, unreadable, "The stored body is no JSON: another program wrote it.");
      for (const id of unreadable) tell({ code: "item-unreadable", id });
    }
    return read.filter((one) => typeof one !== "string");
  };

  const takeKey = (lease: Lease, key: string): Promise<TakenBatch<T> | undefined> =>
    inTransaction(boss, async (db) => {
      const row = await keys.lock(db, key);
      await db.executeSql(`UPDATE ${name}.keys SET due_at = 'infinity' WHERE key = $1`, [key]);
      const [first, ...rest] = row?.is_due === true ? await readable(db, await items.due(db, key)) : [];
      if (row === undefined || first === undefined) {
        await keys.release(db, lease);
        await keys.schedule(db, key);
        return undefined;
      }
      await db.executeSql(`UPDATE ${name}.keys SET attempt = attempt + 1 WHERE key = $1`, [key]);
      const kept = await readable(db, await items.kept(db, key));
      return { key, items: [first, ...rest], kept, attempt: row.attempt + 1 };
    });

  const take = async (limit: number, late: AbortSignal): Promise<readonly TakenBatch<T>[]> => {
    const ignoreGroups = await pausedGroups();
    const jobs = await boss.fetch(name, { batchSize: limit, includeMetadata: true, ignoreGroups });
    const batches: TakenBatch<T>[] = [];
    let failure: unknown;
    for (const { id, retryCount, data } of jobs as readonly KeyJob[]) {
      const live = keepAlive(boss, name, { id, retryCount }, clock);
      try {
        const batch = await takeKey(live.lease, data.key);
        // Nobody waits for a batch that comes too late; without a sign of life its key comes back.
        if (batch === undefined || late.aborted) live.end();
        else {
          const taken = { ...batch, lost: live.lost };
          leases.set(taken, live);
          batches.push(taken);
        }
      } catch (error) {
        live.end();
        failure = error;
      }
    }
    if (batches.length === 0 && failure !== undefined) throw failure as Error;
    return batches;
  };

  const bookVerdict = async (db: PgBossDatabase, batch: TakenBatch<T>, verdict: LaneVerdict): Promise<void> => {
    const { key, attempt } = batch;
    if (verdict.code === "retry" && (verdict.scope === "group" || attempt < options.maxAttempts)) {
      const until = "clock_timestamp() + $2 * interval '1 millisecond'";
      await db.executeSql(
        verdict.scope === "key"
          ? `UPDATE ${name}.keys SET retry_at = ${until} WHERE key = $1`
          : `INSERT INTO ${name}.groups AS g (grp, paused_until) SELECT grp, ${until} FROM ${name}.keys WHERE key = $1
             ON CONFLICT (grp) DO UPDATE SET paused_until = greatest(g.paused_until, excluded.paused_until)`,
        [key, verdict.afterMs ?? backoff(attempt)],
      );
      return;
    }
    const booking = bookingOf(batch, verdict);
    await items.keep(db, idsOf(booking.keep));
    await items.finish(db, idsOf(booking.finish));
    const reasons = new Set(booking.bury.map(({ why }) => why));
    for (const why of reasons) await items.bury(db, idsOf(booking.bury.filter((one) => one.why === why)), why);
    await db.executeSql(`UPDATE ${name}.keys SET attempt = 0, retry_at = '-infinity' WHERE key = $1`, [key]);
    await items.prune(db, options.retentionMs, options.deadLetterRetentionMs);
  };

  const settle = async (batch: TakenBatch<T>, verdict: LaneVerdict): Promise<void> => {
    const live = leases.get(batch);
    if (live === undefined) return;
    try {
      await inTransaction(boss, async (db) => {
        await keys.lock(db, batch.key);
        if (!(await keys.release(db, live.lease))) {
          throw new LaneUnavailableError("The lane gave the key to another process, so its items come again.");
        }
        await bookVerdict(db, batch, verdict);
        // A job that waits already may be too early by now.
        await db.executeSql(`UPDATE ${name}.keys SET due_at = 'infinity' WHERE key = $1`, [batch.key]);
        await keys.schedule(db, batch.key);
      });
    } finally {
      live.end();
    }
  };

  return {
    take: (now, limit) =>
      fromPostgres((late) => take(limit, late), options.timeoutMs).map((batches) => ({
        batches,
        nextDue: now + options.pollMs,
      })),
    settle: (batch, verdict) => fromPostgres(() => settle(batch, verdict), options.timeoutMs),
  };
}

function idsOf(items: readonly { readonly id: string }[]): string[] {
  return items.map(({ id }) => id);
}
