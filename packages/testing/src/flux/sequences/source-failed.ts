import type { Step } from "./step.ts";

/** A source or an image kind has failed; such errors name no revision. */
export function sourceFailed(reason: string, message: string): readonly Step[] {
  return [{ after: 0, severity: "error", reason, message, metadata: "none" }];
}
