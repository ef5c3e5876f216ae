import type { LaneItem, LaneVerdict } from "../lane/lane.ts";
import type { Handle, LaneProcess } from "./lane-process.ts";
import type { SeenBatch } from "./protocol.ts";

/** What a law works on: processes that open one storage. */
export interface Bench {
  /** Starts a process with the lane; the law of the full lane gives a capacity. */
  readonly open: (options?: { readonly capacity?: number }) => Promise<LaneProcess>;
  /** Resolves once the condition holds, and breaks the law when that takes too long. */
  readonly until: (condition: () => boolean, expectation: string) => Promise<void>;
}

/** A law, before it knows the lane. */
export interface Law {
  readonly name: string;
  /** What a lane must be able to do for the law to apply. */
  readonly needs?: LaneAbility | readonly LaneAbility[];
  readonly prove: (bench: Bench) => Promise<void>;
}

/** What a lane may be unable to do. */
export type LaneAbility =
  /** Items outlive the process. */
  | "durability"
  /** The lane refuses items beyond a capacity. */
  | "capacity"
  /** Rejected items are listed by `deadLetters`, and come again by `replay`. */
  | "dead-letters"
  /** `keep` of a verdict is heeded. */
  | "kept-items"
  /** `notBefore` of an item is heeded. */
  | "not-before";

/** Lists laws. */
export function laws(...list: readonly Law[]): readonly Law[] {
  return list;
}

export const DONE: LaneVerdict = { code: "done" };

/** How long a lane is made to wait; long beside what a process takes to do anything. */
export const DELAY_MS = 2_000;

/** Breaks the law unless the condition holds. */
export function expectThat(condition: boolean, expectation: string): void {
  if (!condition) throw new Error(`The lane breaks the law: ${expectation}.`);
}

export function item(id: string, key = "a", group = "github"): LaneItem<unknown> {
  return { id, key, group, body: { text: `body of ${id} ✓`, list: [1, null, true] } };
}

export async function store(lane: LaneProcess, ...items: readonly LaneItem<unknown>[]): Promise<void> {
  for (const one of items) {
    const outcome = await lane.put(one);
    expectThat(outcome === "stored", `a new item is stored, and ${one.id} was answered by ${outcome}`);
  }
}

export function idsOf(items: readonly LaneItem<unknown>[]): readonly string[] {
  return items.map(({ id }) => id).sort();
}

/** Notes what a lane hands out. */
export interface Record {
  readonly batches: readonly (SeenBatch & { readonly at: number })[];
  /** Ids of all items that were handed out, with repetitions. */
  readonly ids: readonly string[];
  readonly handle: Handle;
}

/** Notes batches, and handles them by the function. */
export function record(handle: Handle = () => DONE): Record {
  const batches: (SeenBatch & { at: number })[] = [];
  const ids: string[] = [];
  return {
    batches,
    ids,
    handle: (batch) => {
      batches.push({ ...batch, at: Date.now() });
      ids.push(...batch.items.map(({ id }) => id));
      return handle(batch);
    },
  };
}

/** A promise that is resolved from outside. */
export function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
