import { err } from "neverthrow";
import type { Result } from "neverthrow";

import { ChangesRefusedError } from "../errors.ts";
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
  /** Takes over a folder that has files but no record. Default false. */
  readonly adoptUnmanaged?: boolean;
  /** Overwrites and deletes files that were edited by hand. Default false. */
  readonly overwriteEdited?: boolean;
  /** Accepts a next tree without any file, and then deletes the app. Default false. */
  readonly allowEmpty?: boolean;
  /** Largest share of the recorded files that may be deleted at once, 0 to 1. Default 0.5. */
  readonly maxRemovedShare?: number;
}

/** Plans how the files of a slot become those of the next tree. */
export function planChanges(
  current: ReadonlyMap<string, string>,
  next: Pick<RenderedTree, "files">,
  options: PlanChangesOptions = {},
): Result<TreeChange, ChangesRefusedError> {
  current;
  next;
  options;
  return err(new ChangesRefusedError([]));
}
