import { bookingOf } from "./booking.ts";
import { backoff } from "./backoff.ts";
import type { DeadLetter, LaneItem, LaneVerdict } from "./lane.ts";
import type { Taken, TakenBatch } from "./store.ts";

/** Items of one key that wait, and when they may be handled. */
interface Queue<T> {
  readonly key: string;
  readonly group: string;
  readonly items: Map<string, LaneItem<T>>;
  kept: readonly LaneItem<T>[];
  attempt: number;
  notBefore: number;
  /** When the first of the items may be handled; infinite without items. */
  earliest: number;
  busy: boolean;
}

/** State of a lane in memory; it knows no timer, the time is an argument. */
export interface Queues<T> {
  knows(id: string): boolean;
  add(item: LaneItem<T>): void;
  /** Makes dead letters pending again, and returns how many there were. */
  revive(ids: readonly string[]): number;
  /** Takes keys that may be handled now, and keeps others away from them until they are settled. */
  take(now: number, limit: number): Taken<T>;
  settle(batch: TakenBatch<T>, verdict: LaneVerdict, now: number): void;
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
  /** Ids of items that are not finished: they are known, however long they wait. */
  const unfinished = new Set<string>();

  const startOf = ({ notBefore = 0 }: LaneItem<T>): number => notBefore;
  const dueAt = ({ notBefore, group, earliest }: Queue<T>): number =>
    Math.max(notBefore, pausedUntil.get(group) ?? 0, earliest);

  const remember = (id: string): void => {
    known.add(id);
    // Duplicates come within minutes, so the oldest ids may go; a Set iterates in the order of insertion.
    for (const oldest of known) {
      if (known.size <= 2 * capacity) break;
      known.delete(oldest);
    }
  };

  const finish = (queue: Queue<T>, items: readonly LaneItem<T>[]): void => {
    for (const { id } of items) {
      queue.items.delete(id);
      unfinished.delete(id);
    }
    queue.attempt = 0;
    queue.earliest = [...queue.items.values()].reduce((earliest, item) => Math.min(earliest, startOf(item)), Infinity);
    // Behind the others, so that a busy key does not starve them.
    queues.delete(queue.key);
    if (queue.items.size > 0 || queue.kept.length > 0) queues.set(queue.key, queue);
  };

  const append = (item: LaneItem<T>): void => {
    const { key, group } = item;
    const queue = queues.get(key) ?? createQueue<T>(key, group);
    queue.items.set(item.id, item);
    queue.earliest = Math.min(queue.earliest, startOf(item));
    queues.set(key, queue);
    unfinished.add(item.id);
  };

  return {
    knows: (id) => known.has(id) || unfinished.has(id),
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
    take: (now, limit) => {
      const batches: TakenBatch<T>[] = [];
      let nextDue = Infinity;
      for (const queue of queues.values()) {
        if (batches.length === limit) break;
        if (queue.busy) continue;
        const due = dueAt(queue);
        const [first, ...rest] = due > now ? [] : [...queue.items.values()].filter((item) => startOf(item) <= now);
        if (first === undefined) {
          nextDue = Math.min(nextDue, due);
          continue;
        }
        queue.busy = true;
        queue.attempt += 1;
        batches.push({ key: queue.key, items: [first, ...rest], kept: queue.kept, attempt: queue.attempt });
      }
      return { batches, nextDue: Number.isFinite(nextDue) ? nextDue : undefined };
    },
    settle: (batch, verdict, now) => {
      const queue = queues.get(batch.key);
      if (queue === undefined) return;
      queue.busy = false;
      if (verdict.code === "retry") {
        const until = now + (verdict.afterMs ?? backoff(batch.attempt));
        if (verdict.scope === "group") pausedUntil.set(queue.group, Math.max(until, pausedUntil.get(queue.group) ?? 0));
        else queue.notBefore = until;
        return;
      }
      const { keep, bury } = bookingOf(batch, verdict);
      queue.kept = keep;
      const at = new Date(now).toISOString();
      for (const { item, why } of bury) dead.push({ item, why, at });
      dead.splice(0, Math.max(0, dead.length - capacity));
      finish(queue, batch.items);
    },
    size: () => unfinished.size,
    pending: (now) =>
      [...queues.values()].reduce(
        (count, { items }) => count + [...items.values()].filter((item) => startOf(item) <= now).length,
        0,
      ),
    deadLetters: () => [...dead],
  };
}

function createQueue<T>(key: string, group: string): Queue<T> {
  return { key, group, items: new Map(), kept: [], attempt: 0, notBefore: 0, earliest: Infinity, busy: false };
}
