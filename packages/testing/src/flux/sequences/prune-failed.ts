import { applyObjects } from "./applied-objects.ts";
import type { Step } from "./step.ts";

/** A reconciliation that cannot delete what left the folder. */
export interface RefusedPrune {
  /** How long applying takes. */
  readonly applyTime: number;
  /** The error. */
  readonly message: string;
  /** Lines of the change set of what was applied before. */
  readonly applied: readonly string[];
}

/** Change set, then the error; health is not looked at. */
export function pruneFailed({ applyTime, message, applied }: RefusedPrune): readonly Step[] {
  const applying = applyObjects({ applied, pruned: [] }, applyTime);
  const after = applying.length === 0 ? applyTime : 0;
  return [...applying, { after, severity: "error", reason: "PruneFailed", message, metadata: "revision" }];
}
