import { errAsync } from "neverthrow";
import type { ResultAsync } from "neverthrow";
import { resolve } from "node:path";

import { FileInvalidError } from "../errors.ts";
import { isSlotPath } from "../tree/path-problems.ts";
import type { TreeChange } from "../tree/plan-changes.ts";
import { changeSteps } from "./change-steps.ts";
import { makeFolder, runSteps } from "./disk.ts";
import type { FileAccessError } from "./errors.ts";

/**
 * Writes and removes the files of a change, as `planChanges` planned it.
 *
 * Files appear whole: each is written elsewhere and then put in place. Folders are made where they are missing, and
 * those that a removed file leaves empty go with it. No symbolic link is followed out of the directory. It takes back
 * nothing when it fails on the way; `writeTree` keeps the record with which the next run goes on.
 *
 * @returns nothing, or `FILE_ACCESS_FAILED`; `FILE_INVALID` for a path that leads out of the directory or into `.git`.
 * @example
 * ```ts source="./write-changes.examples.ts#writeChanges"
 * const written = await planChanges(current, tree, { previous: lock.files }).asyncAndThen((change) =>
 *   writeChanges("manifests/dev/cart", change),
 * );
 * const outcome = written.match(
 *   () => "written",
 *   (error) => `${error.code}: ${error.message}`,
 * );
 * ```
 */
export function writeChanges(
  directory: string,
  change: Pick<TreeChange, "remove" | "write">,
): ResultAsync<void, FileAccessError | FileInvalidError> {
  const unsafe = [...change.write.keys(), ...change.remove].find((path) => !isSlotPath(path));
  if (unsafe !== undefined) {
    const problem = `${JSON.stringify(unsafe)} leads out of the directory, or into .git: nothing was written`;
    return errAsync(new FileInvalidError(problem, unsafe));
  }
  const root = resolve(directory);
  return makeFolder(root).andThen(() => runSteps(changeSteps({ root, change })));
}
