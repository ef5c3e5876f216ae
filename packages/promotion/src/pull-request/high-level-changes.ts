import { formatPatch, OMIT_HEADERS, structuredPatch } from "diff";

import type { HighLevelChange } from "./content.ts";

const CONTEXT_LINES = 3;

/**
 * Compares high-level files line by line: they may hold anything, so lines are all that there is.
 *
 * @param before - Files as they are, by path in their folder.
 * @param after - Files as they will be.
 * @returns the files that differ, in the order of their paths.
 * @internal
 */
export function highLevelChanges(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly HighLevelChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path): readonly HighLevelChange[] => {
    const [old, next] = [before.get(path), after.get(path)];
    if (old === next) return [];
    const change = old === undefined ? "added" : next === undefined ? "removed" : "changed";
    const patch = structuredPatch(path, path, old ?? "", next ?? "", undefined, undefined, { context: CONTEXT_LINES });
    return [{ path, change, text: formatPatch(patch, OMIT_HEADERS) }];
  });
}
