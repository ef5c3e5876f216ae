import type { LaneProcess } from "./lane-process.ts";

/** What a law works on: processes that open one storage. */
export interface LawContext {
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
  readonly prove: (context: LawContext) => Promise<void>;
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

/** Breaks the law unless the condition holds. */
export function expectThat(condition: boolean, expectation: string): void {
  if (!condition) throw new Error(`The lane breaks the law: ${expectation}.`);
}
