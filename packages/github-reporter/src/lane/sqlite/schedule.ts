import { WAITING } from "../item-state.ts";
import type { SqliteDatabase } from "./driver.ts";

/** A key that may be handled. */
export interface DueKey {
  readonly key: string;
  readonly grp: string;
  /** Deliveries since it last ended, without the one that comes. */
  readonly attempt: number;
}

/** Which key comes next, and when; every change belongs into a transaction. */
export interface Schedule {
  /** Lists keys whose time has come, the longest waiting first, without the busy ones. */
  due(now: number, limit: number, isBusy: (key: string) => boolean, busyCount: number): readonly DueKey[];
  /** Tells when the next key that is not busy may be handled. */
  nextDue(isBusy: (key: string) => boolean, busyCount: number): number | undefined;
  /** Counts pauses and delays by a clock that was set back, and what was put before as due already. */
  mendTimes(now: number, setBackMs: number): void;
  countAttempt(key: string): void;
  /** Puts a key behind the others until its first item may be handled, or forgets it when none waits. */
  finish(key: string, firstNotBefore: number | null, now: number): void;
  delay(key: string, until: number): void;
  /** Pauses the group of a key. */
  pause(key: string, until: number): void;
}

interface HeadRow extends DueKey {
  readonly due_at: number;
}

interface GroupRow {
  readonly grp: string;
  readonly paused_until: number;
}

export function createSchedule(database: SqliteDatabase): Schedule {
  // Groups are few, so each is asked for its first keys: a paused one is passed by, however many keys wait in it.
  const groups = database.prepare("SELECT grp, paused_until FROM groups");
  const heads = database.prepare(
    "SELECT key, grp, attempt, due_at FROM keys WHERE grp = ? AND due_at <= ? ORDER BY due_at LIMIT ?",
  );
  const mendPause = database.prepare(
    "UPDATE groups SET paused_until = paused_until - ? WHERE grp = ? AND paused_until > ?",
  );
  const mendDelays = database.prepare(
    "UPDATE keys SET retry_at = retry_at - ? WHERE grp = ? AND due_at > ? AND retry_at > ?",
  );
  const mendStarts = database.prepare(
    "UPDATE keys SET due_at = max(retry_at, coalesce(" +
      `(SELECT min(not_before) FROM items WHERE items.key = keys.key AND state = ${WAITING}), 0)) WHERE grp = ? AND due_at > ?`,
  );
  const countAttempt = database.prepare("UPDATE keys SET attempt = attempt + 1 WHERE key = ?");
  const forget = database.prepare("DELETE FROM keys WHERE key = ? RETURNING grp");
  const requeue = database.prepare("UPDATE keys SET attempt = 0, retry_at = 0, due_at = ? WHERE key = ?");
  const delay = database.prepare("UPDATE keys SET retry_at = ?, due_at = ? WHERE key = ?");
  const pause = database.prepare(
    "UPDATE groups SET paused_until = max(paused_until, ?) WHERE grp = (SELECT grp FROM keys WHERE key = ?)",
  );
  const forgetGroup = database.prepare(
    "DELETE FROM groups WHERE grp = ? AND paused_until <= ? AND NOT EXISTS (SELECT 1 FROM keys WHERE grp = ?)",
  );

  return {
    due: (now, limit, isBusy, busyCount) =>
      (groups.all() as GroupRow[])
        .filter(({ paused_until }) => paused_until <= now)
        .flatMap(({ grp }) => heads.all(grp, now, limit + busyCount) as HeadRow[])
        .filter(({ key }) => !isBusy(key))
        .sort((a, b) => a.due_at - b.due_at)
        .slice(0, limit),
    nextDue: (isBusy, busyCount) => {
      const times = (groups.all() as GroupRow[]).flatMap(({ grp, paused_until }) =>
        (heads.all(grp, Number.MAX_SAFE_INTEGER, 1 + busyCount) as HeadRow[])
          .filter(({ key }) => !isBusy(key))
          .map(({ due_at }) => Math.max(due_at, paused_until)),
      );
      return times.length === 0 ? undefined : Math.min(...times);
    },
    mendTimes: (now, setBackMs) => {
      for (const { grp } of groups.all() as GroupRow[]) {
        mendPause.run(setBackMs, grp, now);
        mendDelays.run(setBackMs, grp, now, now);
        mendStarts.run(grp, now);
      }
    },
    countAttempt: (key) => {
      countAttempt.run(key);
    },
    finish: (key, firstNotBefore, now) => {
      if (firstNotBefore !== null) {
        requeue.run(Math.max(firstNotBefore, now), key);
        return;
      }
      for (const { grp } of forget.all(key) as GroupRow[]) forgetGroup.run(grp, now, grp);
    },
    delay: (key, until) => {
      delay.run(until, until, key);
    },
    pause: (key, until) => {
      pause.run(until, key);
    },
  };
}
