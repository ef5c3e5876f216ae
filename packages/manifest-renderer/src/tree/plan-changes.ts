import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { Diagnostic } from "../diagnostic.ts";
import { ChangesRefusedError } from "../errors.ts";
import { fileDigest } from "../digest.ts";
import { pathClashes, unsafePaths } from "./path-problems.ts";
import { refusal } from "./refusal.ts";
import type { RenderedTree } from "./rendered-tree.ts";

/** What has to be done to a slot so that it holds the next tree. */
export interface TreeChange {
  /** Files to write, by path relative to the slot. */
  readonly write: ReadonlyMap<string, string>;
  /** Files to delete; the previous record lists each of them. */
  readonly remove: readonly string[];
  /** Files that are already as they should be. */
  readonly unchanged: readonly string[];
}

/** Settings of {@link planChanges}. */
export interface PlanChangesOptions {
  /** `sha256:` digest of each file that was written last, by path: `files` of the provenance or of the release lock. Default: no record. */
  readonly previous?: Readonly<Record<string, string>> | undefined;
  /** Takes over a folder that has files but no record; none of them is deleted. Default false. */
  readonly adoptUnmanaged?: boolean;
  /** Overwrites and deletes files that were edited by hand, or that others put in place. Default false. */
  readonly overwriteEdited?: boolean;
  /** Accepts a next tree without any file, and with it the end of the app. Default false. */
  readonly allowEmpty?: boolean;
  /** Largest share of the recorded files that may be deleted at once, 0 to 1. Default 0.5. */
  readonly maxRemovedShare?: number;
}

/**
 * Plans how the files of a slot become those of the next tree.
 *
 * Only files that the previous record lists are deleted; others in the folder stay. Hand-edited files, files of
 * others, unmanaged folders, an empty tree and the deletion of more than `maxRemovedShare` are refused unless allowed.
 * Paths that lead out of the slot, and files that would stand in the place of folders, are always refused.
 *
 * @param current files of the slot as they are now, without the release lock.
 * @returns the change, or `CHANGES_REFUSED` with every file that stands against it.
 * @throws RangeError when `maxRemovedShare` is not between 0 and 1.
 * @example
 * ```ts source="./plan-changes.examples.ts#planChanges"
 * const commands = planChanges(current, next, { previous: lock.files }).match(
 *   ({ write, remove }) => [
 *     ...[...write.keys()].map((path) => `write ${path}`),
 *     ...remove.map((path) => `delete ${path}`),
 *   ],
 *   (error) => [error.message], // "shop/service_cart.yaml:1: the file was edited by hand; ..."
 * );
 * ```
 */
export function planChanges(
  current: ReadonlyMap<string, string>,
  next: Pick<RenderedTree, "files">,
  options: PlanChangesOptions = {},
): Result<TreeChange, ChangesRefusedError> {
  const { previous, maxRemovedShare = 0.5 } = options;
  if (!(maxRemovedShare >= 0 && maxRemovedShare <= 1)) throw new RangeError("maxRemovedShare must be between 0 and 1");

  const recorded = new Map(Object.entries(previous ?? {}));
  const write = new Map([...next.files].filter(([path, text]) => current.get(path) !== text));
  const remove = [...recorded.keys()].filter((path) => current.has(path) && !next.files.has(path)).sort();
  const unchanged = [...next.files.keys()].filter((path) => !write.has(path));

  const removed = new Set(remove);
  const kept = [...current.keys()].filter((path) => !removed.has(path) && !next.files.has(path));

  const diagnostics = [
    ...unsafePaths(next.files.keys(), recorded.keys()),
    ...pathClashes(next.files.keys(), kept),
    ...(options.allowEmpty === true ? [] : emptyTree(next.files)),
    ...(options.adoptUnmanaged === true || previous !== undefined ? [] : unmanagedFolder(current)),
    // An empty tree that is allowed deletes everything.
    ...(next.files.size === 0 ? [] : massDeletion(remove, recorded, maxRemovedShare)),
    ...(options.overwriteEdited === true || previous === undefined ? [] : handEdits(current, recorded, write, remove)),
  ];
  return diagnostics.length > 0 ? err(new ChangesRefusedError(diagnostics)) : ok({ write, remove, unchanged });
}

function emptyTree(files: ReadonlyMap<string, string>): readonly Diagnostic[] {
  if (files.size > 0) return [];
  return [
    refusal(
      "changes/empty",
      "the next tree has no file; with prune, Flux would delete the app. Set allowEmpty if that is meant",
    ),
  ];
}

function unmanagedFolder(current: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const [first] = current.keys();
  if (first === undefined) return [];
  const message = `the folder holds ${current.size} files and no record of a render; set adoptUnmanaged to take it over`;
  return [refusal("changes/unmanaged-folder", message, first)];
}

function massDeletion(
  remove: readonly string[],
  recorded: ReadonlyMap<string, string>,
  maxShare: number,
): readonly Diagnostic[] {
  if (remove.length <= recorded.size * maxShare) return [];
  const message = `${remove.length} of ${recorded.size} files would be deleted; raise maxRemovedShare (${maxShare}) if that is meant`;
  return [refusal("changes/mass-deletion", message, remove[0])];
}

function handEdits(
  current: ReadonlyMap<string, string>,
  recorded: ReadonlyMap<string, string>,
  write: ReadonlyMap<string, string>,
  remove: readonly string[],
): readonly Diagnostic[] {
  return [...write.keys(), ...remove].sort().flatMap((path): readonly Diagnostic[] => {
    const digest = recorded.get(path);
    const text = current.get(path);
    const remedy = "bring the change into the templates, or set overwriteEdited";
    if (digest === undefined) {
      if (text === undefined) return [];
      return [
        refusal("changes/unmanaged-file", `the file is not in the record; move it away, or set overwriteEdited`, path),
      ];
    }
    if (text === undefined)
      return [refusal("changes/deleted-by-hand", `the file was deleted by hand; ${remedy}`, path)];
    if (fileDigest(text) === digest) return [];
    return [refusal("changes/edited-by-hand", `the file was edited by hand; ${remedy}`, path)];
  });
}
