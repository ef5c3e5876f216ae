import { DEAD, DONE, WAITING } from "../item-state.ts";
import type { DeadLetter, LaneItem } from "../lane.ts";
import { PRUNED_AT_ONCE } from "../limits.ts";
import type { SqliteDatabase } from "./driver.ts";

/** A row of an item. */
export interface ItemRow {
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  readonly grp: string;
  readonly body: string;
  readonly state: number;
  readonly not_before: number;
}

interface DeadRow extends ItemRow {
  readonly ended_at: number;
  readonly why: string;
}

/** Questions to the items, and changes of them; every change belongs into a transaction. */
export interface Items<T> {
  /** Stores an item under a key that waits for it from now on; a known id is a duplicate. */
  insert(item: LaneItem<T>, body: string, now: number): "stored" | "duplicate";
  /** Tells whether an item of this id was stored and is not forgotten. */
  knows(id: string): boolean;
  /** Makes a dead letter wait again; returns whether there was one. */
  revive(id: string, now: number): boolean;
  deadLetters(limit: number): readonly DeadLetter<T>[];
  countWaiting(): number;
  countLater(now: number): number;
  /** Deletes some of what was done or rejected before these times. */
  prune(doneBefore: number, deadBefore: number): void;
}

export function createItems<T>(database: SqliteDatabase): Items<T> {
  const insertItem = database.prepare(
    `INSERT INTO items (id, key, grp, body, state, not_before) VALUES (?, ?, ?, ?, ${WAITING}, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const insertKey = database.prepare(
    "INSERT INTO keys (key, grp, attempt, retry_at, due_at) VALUES (?, ?, 0, 0, ?) " +
      "ON CONFLICT (key) DO UPDATE SET due_at = max(retry_at, min(due_at, excluded.due_at))",
  );
  const insertGroup = database.prepare("INSERT INTO groups (grp, paused_until) VALUES (?, 0) ON CONFLICT DO NOTHING");
  const find = database.prepare("SELECT seq FROM items WHERE id = ?");
  const findDead = database.prepare(`SELECT seq, key, grp, not_before FROM items WHERE id = ? AND state = ${DEAD}`);
  const revive = database.prepare(`UPDATE items SET state = ${WAITING}, ended_at = NULL, why = NULL WHERE seq = ?`);
  const listDead = database.prepare(
    "SELECT seq, id, key, grp, body, state, not_before, ended_at, why FROM items " +
      `WHERE state = ${DEAD} ORDER BY ended_at DESC, seq DESC LIMIT ?`,
  );
  const countWaiting = database.prepare(`SELECT count(*) AS n FROM items WHERE state = ${WAITING}`);
  const countLater = database.prepare(
    `SELECT count(*) AS n FROM items WHERE state = ${WAITING} AND not_before > 0 AND not_before > ?`,
  );
  const prune = [DONE, DEAD].map((state) =>
    database.prepare(
      `DELETE FROM items WHERE seq IN (SELECT seq FROM items WHERE state = ${state} AND ended_at < ? LIMIT ${PRUNED_AT_ONCE})`,
    ),
  );

  const makeDue = (key: string, group: string, at: number): void => {
    insertKey.run(key, group, at);
    insertGroup.run(group);
  };

  return {
    insert: (item, body, now) => {
      const [id, key, group] = [readable(item.id), readable(item.key), readable(item.group)];
      const notBefore = item.notBefore ?? 0;
      if (Number(insertItem.run(id, key, group, body, notBefore).changes) === 0) return "duplicate";
      makeDue(key, group, Math.max(now, notBefore));
      return "stored";
    },
    knows: (id) => find.get(readable(id)) !== undefined,
    revive: (id, now) => {
      const row = findDead.get(readable(id)) as ItemRow | undefined;
      if (row === undefined) return false;
      revive.run(row.seq);
      makeDue(row.key, row.grp, Math.max(now, row.not_before));
      return true;
    },
    deadLetters: (limit) => (listDead.all(limit) as DeadRow[]).map(toDeadLetter<T>),
    countWaiting: () => (countWaiting.get() as { n: number }).n,
    countLater: (now) => (countLater.get(now) as { n: number }).n,
    prune: (doneBefore, deadBefore) => {
      prune[0]?.run(doneBefore);
      prune[1]?.run(deadBefore);
    },
  };
}

/** A driver may give back less than it was given (libsql ends a text at U+0000), and what has another name is never found. */
function readable(name: string): string {
  return name.toWellFormed().replaceAll("\0", "\uFFFD");
}

/** Reads a row; a body that is no JSON is undefined. */
export function toItem<T>(row: ItemRow): LaneItem<T> | undefined {
  try {
    return itemOf(row, JSON.parse(row.body) as T);
  } catch {
    return undefined;
  }
}

/** A body that cannot be read is shown as the text that it is. */
function toDeadLetter<T>(row: DeadRow): DeadLetter<T> {
  const item = toItem<T>(row) ?? itemOf(row, row.body as T);
  return { item, why: row.why, at: new Date(row.ended_at).toISOString() };
}

function itemOf<T>({ id, key, grp, not_before }: ItemRow, body: T): LaneItem<T> {
  return { id, key, group: grp, body, ...(not_before > 0 && { notBefore: not_before }) };
}
