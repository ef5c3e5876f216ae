import { WAITING } from "../item-state.ts";
import type { PgBossClient, PgBossDatabase } from "./driver.ts";

/** A row of a key. */
export interface KeyRow {
  readonly grp: string;
  readonly attempt: number;
  /** Whether its delay, or the pause of its group, is over. */
  readonly is_due: boolean;
}

/** A job of pg-boss that this process holds: the lease of a key. */
export interface Lease {
  readonly id: string;
  readonly retryCount: number;
}

/** Which key is to be handled when: rows of keys, and the jobs that stand for them. All within a transaction. */
export interface Keys {
  /** Locks a key, so that putting and settling wait for each other. */
  lock(db: PgBossDatabase, key: string): Promise<KeyRow | undefined>;
  /** Makes a job start when the first item of the key may be handled, unless one starts as early. */
  schedule(db: PgBossDatabase, key: string): Promise<void>;
  /** Ends the job of a key; returns whether this process still held it. */
  release(db: PgBossDatabase, lease: Lease): Promise<boolean>;
}

export function createKeys(boss: PgBossClient, name: string): Keys {
  const dueAt = `greatest(
    k.retry_at,
    (SELECT min(not_before) FROM ${name}.items i WHERE i.key = k.key AND i.state = ${WAITING}),
    (SELECT paused_until FROM ${name}.groups g WHERE g.grp = k.grp)
  )`;
  return {
    lock: async (db, key) => {
      const { rows } = await db.executeSql(
        `SELECT k.grp, k.attempt, greatest(k.retry_at, g.paused_until) <= clock_timestamp() AS is_due
         FROM ${name}.keys k LEFT JOIN ${name}.groups g ON g.grp = k.grp WHERE k.key = $1 FOR UPDATE OF k`,
        [key],
      );
      return (rows as KeyRow[])[0];
    },
    schedule: async (db, key) => {
      // greatest() passes by what is null, so the items are asked first: without one there is nothing to do.
      // Never in the past: pg-boss clears jobs away that should have started long ago.
      const { rows } = await db.executeSql(
        `SELECT k.grp, greatest(${dueAt}, clock_timestamp()) AS start, ${dueAt} < k.due_at AS is_earlier,
           EXISTS (SELECT 1 FROM ${name}.items i WHERE i.key = k.key AND i.state = ${WAITING}) AS is_waiting
         FROM ${name}.keys k WHERE k.key = $1`,
        [key],
      );
      const [row] = rows as { grp: string; start: Date; is_earlier: boolean; is_waiting: boolean }[];
      if (row === undefined) return;
      if (!row.is_waiting) {
        await db.executeSql(`DELETE FROM ${name}.keys WHERE key = $1`, [key]);
        return;
      }
      if (!row.is_earlier) return;
      const { grp, start } = row;
      await boss.upsert(name, { key }, { singletonKey: key, startAfter: start, group: { id: grp }, db });
      await db.executeSql(`UPDATE ${name}.keys SET due_at = $2 WHERE key = $1`, [key, start]);
    },
    release: async (db, lease) => {
      const { affected } = (await boss.complete(name, lease, null, { db })) as { readonly affected: number };
      return affected === 1;
    },
  };
}
