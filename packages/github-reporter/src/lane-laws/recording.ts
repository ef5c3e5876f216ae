import type { LaneVerdict } from "../lane/lane.ts";
import type { Handle } from "./lane-process.ts";
import type { SeenBatch } from "./protocol.ts";

export const DONE: LaneVerdict = { code: "done" };

/** How long a lane is made to wait; long beside what a process takes to do anything. */
export const DELAY_MS = 2_000;

/** Notes what a lane hands out. */
export interface Recording {
  readonly batches: readonly (SeenBatch & { readonly at: number })[];
  /** Ids of all items that were handed out, with repetitions. */
  readonly ids: readonly string[];
  readonly handle: Handle;
}

/** Notes batches, and handles them by the function. */
export function record(handle: Handle = () => DONE): Recording {
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

/** Lets time pass in which nothing may happen. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
