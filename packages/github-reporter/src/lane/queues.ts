import { backoff } from "./backoff.ts";
import type { DeadLetter, LaneBatch, LaneItem, LaneVerdict } from "./lane.ts";

/** Items of one key that wait, and when they may be handled. */
interface Queue<T> {
  readonly key: string;
  readonly group: string;
  readonly items: Map<string, LaneItem<T>>;
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
  /** Takes a key that may be handled now, and keeps others away from it until it is settled. */
  take(now: number): TakenBatch<T> | undefined;
  settle(batch: TakenBatch<T>, verdict: LaneVerdict, now: number): void;
  /** Returns when the next key that waits for the time may be handled. */
  nextDue(): number | undefined;
  pending(): number;
  deadLetters(): readonly DeadLetter<T>[];
}

export function createQueues<T>(capacity: number): Queues<T> {
  const queues = new Map<string, Queue<T>>();
  const pausedUntil = new Map<string, number>();
  const known = new Set<string>();
  const dead: DeadLetter<T>[] = [];
  let pending = 0;

  const dueAt = (queue: Queue<T>): number => Math.max(queue.notBefore, pausedUntil.get(queue.group) ?? 0);

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
    pending -= items.length;
    queue.attempt = 0;
    // Behind the others, so that a busy key does not starve them.
    queues.delete(queue.key);
    if (queue.items.size > 0) queues.set(queue.key, queue);
  };

  return {
    knows: (id) => known.has(id),
    add: (item) => {
      const { key, group } = item;
      const queue = queues.get(key) ?? { key, group, items: new Map(), attempt: 0, notBefore: 0, busy: false };
      queue.items.set(item.id, item);
      queues.set(key, queue);
      remember(item.id);
      pending += 1;
    },
    take: (now) => {
      for (const queue of queues.values()) {
        const [first, ...rest] = queue.items.values();
        if (queue.busy || dueAt(queue) > now || first === undefined) continue;
        queue.busy = true;
        queue.attempt += 1;
        return { key: queue.key, items: [first, ...rest], attempt: queue.attempt };
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
        dead.push(...batch.items.map((item) => ({ item, why: verdict.why })));
        dead.splice(0, Math.max(0, dead.length - capacity));
      }
      finish(queue, batch.items);
    },
    nextDue: () => {
      const waiting = [...queues.values()].filter(({ busy }) => !busy).map(dueAt);
      return waiting.length === 0 ? undefined : Math.min(...waiting);
    },
    pending: () => pending,
    deadLetters: () => [...dead],
  };
}
