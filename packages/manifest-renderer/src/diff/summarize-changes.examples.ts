import type { Resource } from "../resource/resource.ts";
import { diffResources } from "./diff-resources.ts";
import { summarizeChanges } from "./summarize-changes.ts";

export function summarizeExample(before: readonly Resource[], after: readonly Resource[], pullRequest: string): string {
  //#region summarizeChanges
  const summary = summarizeChanges(diffResources(before, after), {
    maxChars: 60_000,
    fullDiffUrl: `${pullRequest}/files`,
  });
  //#endregion
  return summary;
}
