import { err, ok, type Result } from "neverthrow";

import type { PromotionError } from "../errors.ts";

/**
 * What a later look may mend stops everything; what only a person can mend stops the slot that it is about.
 *
 * @returns what is wrong, in one sentence, or the error itself when it heals.
 * @internal
 */
export function describeProblem(error: PromotionError): Result<string, PromotionError> {
  const isTransient = error.code === "GITHUB_UNAVAILABLE" || error.code === "GITHUB_RATE_LIMITED";
  return isTransient ? err(error) : ok(error.message);
}

/**
 * Takes another value in the place of what only a person can mend.
 *
 * @internal
 */
export function orUnreadable<T>(error: PromotionError, otherwise: T): Result<T, PromotionError> {
  return describeProblem(error).map(() => otherwise);
}
