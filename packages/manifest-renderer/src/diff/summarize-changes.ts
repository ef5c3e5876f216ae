import type { ResourceDiff } from "./diff-resources.ts";

/** Settings of {@link summarizeChanges}. */
export interface SummarizeChangesOptions {
  /** Most characters of the summary. Default 60,000: a GitHub comment takes 65,536. */
  readonly maxChars?: number;
  /** Address of the full diff, named when the summary had to be cut. Default: none. */
  readonly fullDiffUrl?: string | undefined;
}

/** Summarizes a diff in Markdown for the person who approves it. */
export function summarizeChanges(diffs: readonly ResourceDiff[], options: SummarizeChangesOptions = {}): string {
  diffs;
  options;
  return "";
}
