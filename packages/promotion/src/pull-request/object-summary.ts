import { summarizeChanges, type ResourceDiff } from "@gitops/manifest-renderer";

import { seal } from "./foreign-text.ts";

/** Summarizes how objects differ, in at most `maxChars` UTF-16 units; empty when there is no room. */
export function objectSummary(diffs: readonly ResourceDiff[], maxChars: number): string {
  // Sealing makes the text longer by as much as it finds, so the summary is made shorter until it fits.
  for (let room = maxChars; room > 0;) {
    const summary = seal(summarizeChanges(diffs, { maxChars: room })).trimEnd();
    if (summary.length <= maxChars) return summary;
    room -= summary.length - maxChars;
  }
  return "";
}

/** Says in a few words how much changes, such as `1 changed, 2 added, 1 removed`. */
export function objectCounts(diffs: readonly ResourceDiff[]): string {
  const counts = (["changed", "added", "removed"] as const).flatMap((change) => {
    const count = diffs.filter((diff) => diff.change === change).length;
    return count === 0 ? [] : [`${count} ${change}`];
  });
  return counts.length === 0 ? "none" : counts.join(", ");
}

/** Counts what an approver must look at first. */
export function riskCount(diffs: readonly ResourceDiff[]): number {
  return diffs.reduce((total, { risks }) => total + risks.length, 0);
}
