import { sourceFailed } from "./source-failed.ts";
import type { Step } from "./step.ts";

/** A GitRepository could not read its repository. */
export function checkoutFailed(problem: string): readonly Step[] {
  return sourceFailed("GitOperationFailed", `failed to checkout and determine revision: ${problem}`);
}
