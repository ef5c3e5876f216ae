import type { ChangeSet } from "../kustomize/inventory.ts";
import type { Step } from "./step.ts";

/** The part of a reconciliation that applies and prunes; an object that has not changed causes no event. */
export function applyObjects(
  { applied, pruned }: Pick<ChangeSet, "applied" | "pruned">,
  applyTime: number,
): readonly Step[] {
  const progress = (lines: readonly string[], after: number): readonly Step[] =>
    lines.length === 0
      ? []
      : [{ after, severity: "info", reason: "Progressing", message: lines.join("\n"), metadata: "revision" }];

  return [...progress(applied, applyTime), ...progress(pruned, applied.length === 0 ? applyTime : 0)];
}
