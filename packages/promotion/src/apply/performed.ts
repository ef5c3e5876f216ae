import type { PromotionError } from "../errors.ts";

/** A slot that could not be part of a proposal. */
export interface SkippedSlot {
  /** Slot id. */
  readonly slot: string;
  /** Why. */
  readonly error: PromotionError;
}

/** How an action ended. */
export type ActionOutcome =
  "created" | "updated" | "unchanged" | "same-content" | "reported" | "merged" | "deleted" | "lost-race" | "failed";

/**
 * What an action did.
 *
 * @internal
 */
export interface Performed {
  readonly outcome: ActionOutcome;
  readonly url?: string | undefined;
  readonly skipped?: readonly SkippedSlot[];
  readonly warnings?: readonly string[];
}
