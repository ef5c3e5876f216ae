import type { Step } from "./step.ts";

/** The source could not read its repository; errors of sources name no revision. */
export function checkoutFailed(problem: string): readonly Step[] {
  const message = `failed to checkout and determine revision: ${problem}`;
  return [{ after: 0, severity: "error", reason: "GitOperationFailed", message, metadata: "none" }];
}
