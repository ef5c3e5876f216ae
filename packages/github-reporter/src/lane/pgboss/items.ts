import { DEAD, DONE, KEPT, WAITING } from "../item-state.ts";
import type { DeadLetter, LaneItem } from "../lane.ts";
import { LARGEST_BATCH, PRUNED_AT_ONCE } from "../limits.ts";
import type { PgBossDatabase } from "./driver.ts";

interface ItemRow {
  readonly id: string;
  readonly key: string;
  readonly grp: string;
  readonly body: string;
  readonly not_before: Date | number;
  readonly why: string;
  readonly ended_at: Date;
}

/** A row whose body cannot be read is its id. */
export type ReadItem<T> = LaneItem<T> | string;

/** Questions to the items, and changes of them. */
export interface Items<T> {
  /** Stores an item and a row for its key, which it locks; a known id is a duplicate. */
  insert(db: PgBossDatabase, item: LaneItem<T>, body: string): Promise<"stored" | "duplicate">;
  knows(db: PgBossDatabase, id: string): Promise<boolean>;
  due(db: PgBossDatabase, key: string): Promise<readonly ReadItem<T>[]>;
  kept(db: PgBossDatabase, key: string): Promise<readonly ReadItem<T>[]>;
  keep(db: PgBossDatabase, ids: readonly string[]): Promise<void>;
  finish(db: PgBossDatabase, ids: readonly string[]): Promise<void>;
  bury(db: PgBossDatabase, ids: readonly string[], why: string): Promise<void>;
  /** Makes dead letters wait again, with rows for their keys; returns the key of each. */
  revive(db: PgBossDatabase, ids: readonly string[]): Promise<readonly string[]>;
  deadLetters(db: PgBossDatabase, limit: number): Promise<readonly DeadLetter<T>[]>;
  countWaiting(db: PgBossDatabase): Promise<number>;
  countDue(db: PgBossDatabase): Promise<number>;
  /** Deletes some of what was done or rejected so long ago. */
  prune(db: PgBossDatabase, doneMs: number, deadMs: number): Promise<void>;
}

export function createItems<T>(name: string): Items<T> {
  const table = `${name}.items`;
  const insertKey = async (db: PgBossDatabase, key: string, group: string): Promise<void> => {
    // An update without a change locks the row.
    await db.executeSql(
      `INSERT INTO ${name}.keys (key, grp) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET key = excluded.key`,
      [key, group],
    );
  };
  const readCount = async (db: PgBossDatabase, condition: string): Promise<number> => {
    const { rows } = await db.executeSql(`SELECT count(*)::int AS n FROM ${table} WHERE ${condition}`);
    return (rows as { readonly n: number }[])[0]?.n ?? 0;
  };

  return {
    insert: async (db, { id, key, group, notBefore }, body) => {
      const { rows } = await db.executeSql(
        `INSERT INTO ${table} (id, key, grp, body, state, not_before)
         VALUES ($1, $2, $3, $4, ${WAITING}, coalesce(to_timestamp($5::float8 / 1000), '-infinity'))
         ON CONFLICT (id) DO NOTHING RETURNING id`,
        [id, key, group, body, notBefore ?? null],
      );
      if (rows.length === 0) return "duplicate";
      await insertKey(db, key, group);
      return "stored";
    },
    knows: async (db, id) => (await db.executeSql(`SELECT 1 FROM ${table} WHERE id = $1`, [id])).rows.length > 0,
    due: async (db, key) => {
      const { rows } = await db.executeSql(
        `SELECT id, key, grp, body, not_before FROM ${table}
         WHERE key = $1 AND state = ${WAITING} AND not_before <= clock_timestamp()
         ORDER BY not_before, seq LIMIT ${LARGEST_BATCH}`,
        [key],
      );
      return (rows as ItemRow[]).map(toItem<T>);
    },
    kept: async (db, key) => {
      const { rows } = await db.executeSql(
        `SELECT id, key, grp, body, not_before FROM ${table} WHERE key = $1 AND state = ${KEPT} ORDER BY seq`,
        [key],
      );
      return (rows as ItemRow[]).map(toItem<T>);
    },
    keep: async (db, ids) => {
      await db.executeSql(`UPDATE ${table} SET state = ${KEPT} WHERE id = ANY($1)`, [ids]);
    },
    finish: async (db, ids) => {
      await db.executeSql(
        `UPDATE ${table} SET state = ${DONE}, ended_at = clock_timestamp(), body = NULL WHERE id = ANY($1)`,
        [ids],
      );
    },
    bury: async (db, ids, why) => {
      await db.executeSql(
        `UPDATE ${table} SET state = ${DEAD}, ended_at = clock_timestamp(), why = $2 WHERE id = ANY($1)`,
        [ids, why],
      );
    },
    revive: async (db, ids) => {
      const { rows } = await db.executeSql(
        `UPDATE ${table} SET state = ${WAITING}, ended_at = NULL, why = NULL
         WHERE id = ANY($1) AND state = ${DEAD} RETURNING key, grp`,
        [ids],
      );
      // In one order everywhere, so that two replays never wait for each other.
      const revived = (rows as ItemRow[]).toSorted((a, b) => (a.key < b.key ? -1 : 1));
      for (const { key, grp } of revived) await insertKey(db, key, grp);
      return revived.map(({ key }) => key);
    },
    deadLetters: async (db, limit) => {
      const { rows } = await db.executeSql(
        `SELECT id, key, grp, body, not_before, why, ended_at FROM ${table}
         WHERE state = ${DEAD} ORDER BY ended_at DESC, seq DESC LIMIT $1`,
        [limit],
      );
      return (rows as ItemRow[]).map(toDeadLetter<T>);
    },
    countWaiting: (db) => readCount(db, `state = ${WAITING}`),
    countDue: (db) => readCount(db, `state = ${WAITING} AND not_before <= clock_timestamp()`),
    prune: async (db, doneMs, deadMs) => {
      for (const [state, ms] of [
        [DONE, doneMs],
        [DEAD, deadMs],
      ]) {
        await db.executeSql(
          `DELETE FROM ${table} WHERE seq IN (
             SELECT seq FROM ${table} WHERE state = ${state ?? DONE} AND ended_at < clock_timestamp() - $1 * interval '1 millisecond'
             LIMIT ${PRUNED_AT_ONCE} FOR UPDATE SKIP LOCKED)`,
          [ms],
        );
      }
    },
  };
}

function toItem<T>(row: ItemRow): ReadItem<T> {
  try {
    return itemOf(row, JSON.parse(row.body) as T);
  } catch {
    return row.id;
  }
}

/** A body that cannot be read is shown as the text that it is. */
function toDeadLetter<T>(row: ItemRow): DeadLetter<T> {
  const read = toItem<T>(row);
  return {
    item: typeof read === "string" ? itemOf(row, row.body as T) : read,
    why: row.why,
    at: row.ended_at.toISOString(),
  };
}

function itemOf<T>({ id, key, grp, not_before }: ItemRow, body: T): LaneItem<T> {
  // Infinitely early is a number to node-postgres.
  const notBefore = not_before instanceof Date ? { notBefore: not_before.getTime() } : {};
  return { id, key, group: grp, body, ...notBefore };
}
