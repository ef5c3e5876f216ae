import { applyObjects } from "./applied-objects.ts";
import type { Step } from "./step.ts";

/** A reconciliation whose status cannot be written. */
export interface InterruptedReconciliation {
  /** How long applying takes. */
  readonly applyTime: number;
  /** The error. */
  readonly message: string;
  /** Lines of the change sets of what was applied and pruned before. */
  readonly changes: { readonly applied: readonly string[]; readonly pruned: readonly string[] };
}

/** What was done so far, then an error under the reason of the unfinished work. */
export function statusConflict({ applyTime, message, changes }: InterruptedReconciliation): readonly Step[] {
  const applying = applyObjects(changes, applyTime);
  const after = applying.length === 0 ? applyTime : 0;
  return [...applying, { after, severity: "error", reason: "Progressing", message, metadata: "revision" }];
}
