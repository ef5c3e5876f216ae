import type { Step } from "./step.ts";

/** A reconciliation in which the API server refuses an object. */
export interface RefusedApply {
  /** How long applying takes. */
  readonly applyTime: number;
  /** The error. */
  readonly message: string;
  /** Lines of the change set of the objects that were applied before. */
  readonly applied: readonly string[];
}

/** One error; what was applied before it stands in its text, and in no event of its own. */
export function applyFailed({ applyTime, message, applied }: RefusedApply): readonly Step[] {
  const partial = applied.map((line) => `${line}\n`).join("");
  const text = partial === "" ? message : `${message}\n${partial}`;
  return [{ after: applyTime, severity: "error", reason: "ReconciliationFailed", message: text, metadata: "revision" }];
}
