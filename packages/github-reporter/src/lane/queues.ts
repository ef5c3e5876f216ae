import { backoff } from "./backoff.ts";
import type { DeadLetter, LaneBatch, LaneItem, LaneVerdict } from "./lane.ts";

/** Items of one key that wait, and when they may be handled. */
interface Queue<T> {
  readonly key: string;
  readonly group: string;
  readonly items: Map<string, LaneItem<T>>;
  kept: readonly LaneItem<T>[];
  attempt: number;
  notBefore: number;
  busy: boolean;
}

/** A batch without its signal. */
export type TakenBatch<T> = Omit<LaneBatch<T>, "signal">;

/** State of a lane in memory; it knows no timer, the time is an argument. */
export interface Queues<T> {
  knows(id: string): boolean;
  add(item: LaneItem<T>): void;
  /** Makes dead letters pending again, and returns how many there were. */
  revive(ids: readonly string[]): number;
  /** Takes a key that may be handled now, and keeps others away from it until it is settled. */
  take(now: number): TakenBatch<T> | undefined;
  settle(batch: TakenBatch<T>, verdict: LaneVerdict, now: number): void;
  /** Returns when the next key that waits for the time may be handled. */
  nextDue(): number | undefined;
  /** Counts all items that are not finished. */
  size(): number;
  /** Counts those whose time has come. */
  pending(now: number): number;
  deadLetters(): readonly DeadLetter<T>[];
}

export function createQueues<T>(capacity: number): Queues<T> {
  const queues = new Map<string, Queue<T>>();
  const pausedUntil = new Map<string, number>();
  const known = new Set<string>();
  const dead: DeadLetter<T>[] = [];
  let size = 0;

  const startOf = ({ notBefore = 0 }: LaneItem<T>): number => notBefore;
  const dueAt = (queue: Queue<T>): number =>
    Math.max(queue.notBefore, pausedUntil.get(queue.group) ?? 0, Math.min(...[...queue.items.values()].map(startOf)));

  const remember = (id: string): void => {
    known.add(id);
    // Duplicates come within minutes, so the oldest ids may go; a Set iterates in the order of insertion.
    for (const oldest of known) {
      if (known.size <= 2 * capacity) break;
      known.delete(oldest);
    }
  };

  const finish = (queue: Queue<T>, items: readonly LaneItem<T>[]): void => {
    for (const { id } of items) queue.items.delete(id);
    size -= items.length;
    queue.attempt = 0;
    // Behind the others, so that a busy key does not starve them.
    queues.delete(queue.key);
    if (queue.items.size > 0 || queue.kept.length > 0) queues.set(queue.key, queue);
  };

  const append = (item: LaneItem<T>): void => {
    const { key, group } = item;
    const queue = queues.get(key) ?? { key, group, items: new Map(), kept: [], attempt: 0, notBefore: 0, busy: false };
    queue.items.set(item.id, item);
    queues.set(key, queue);
    size += 1;
  };

  return {
    knows: (id) => known.has(id),
    add: (item) => {
      append(item);
      remember(item.id);
    },
    revive: (ids) => {
      const revived = dead.filter(({ item }) => ids.includes(item.id));
      for (const letter of revived) {
        dead.splice(dead.indexOf(letter), 1);
        append(letter.item);
      }
      return revived.length;
    },
    take: (now) => {
      for (const queue of queues.values()) {
        const [first, ...rest] = [...queue.items.values()].filter((item) => startOf(item) <= now);
        if (queue.busy || dueAt(queue) > now || first === undefined) continue;
        queue.busy = true;
        queue.attempt += 1;
        return { key: queue.key, items: [first, ...rest], kept: queue.kept, attempt: queue.attempt };
      }
      return undefined;
    },
    settle: (batch, verdict, now) => {
      const queue = queues.get(batch.key);
      if (queue === undefined) return;
      queue.busy = false;
      if (verdict.code === "retry") {
        const until = now + (verdict.afterMs ?? backoff(batch.attempt));
        if (verdict.scope === "group") pausedUntil.set(queue.group, until);
        else queue.notBefore = until;
        return;
      }
      if (verdict.code === "reject") {
        const at = new Date(now).toISOString();
        dead.push(...batch.items.map((item) => ({ item, why: verdict.why, at })));
        dead.splice(0, Math.max(0, dead.length - capacity));
      } else {
        const { keep = [] } = verdict;
        queue.kept = [...batch.kept, ...batch.items].filter(({ id }) => keep.includes(id));
      }
      finish(queue, batch.items);
    },
    nextDue: () => {
      const waiting = [...queues.values()].filter(({ busy, items }) => !busy && items.size > 0).map(dueAt);
      return waiting.length === 0 ? undefined : Math.min(...waiting);
    },
    size: () => size,
    pending: (now) =>
      [...queues.values()].reduce(
        (count, { items }) => count + [...items.values()].filter((item) => startOf(item) <= now).length,
        0,
      ),
    deadLetters: () => [...dead],
  };
}
