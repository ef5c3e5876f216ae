import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { LimitExceededError } from "../../errors.ts";
import { FileInvalidError } from "../../errors.ts";
import { foldersAbove } from "../../file-path.ts";
import type { FileSet } from "../../file-set.ts";
import { checkFileSet } from "../../file-set.ts";
import type { Limits } from "../../limits.ts";

/** Refuses files that cannot stand side by side on every disk, and more of them than the limits allow. */
export function checkCopy(files: FileSet, limits: Limits): Result<void, FileInvalidError | LimitExceededError> {
  return checkFileSet(files, limits).andThen(() => checkClashes(files));
}

/** macOS and Windows take `A.yaml` and `a.yaml` for one file, so the result would depend on the machine. */
function checkClashes(files: FileSet): Result<void, FileInvalidError> {
  const spelled = new Map<string, { readonly path: string; readonly file: boolean }>();
  for (const path of files.keys()) {
    for (const step of [...foldersAbove(path), path]) {
      const folded = step.normalize("NFC").toLowerCase();
      const known = spelled.get(folded);
      const file = step === path;
      if (known === undefined) spelled.set(folded, { path: step, file });
      else if (known.file || file || known.path !== step) return err(clash(step, known.path));
    }
  }
  return ok();
}

function clash(path: string, other: string): FileInvalidError {
  const problem =
    path === other
      ? `${path} is a file and a folder at once`
      : `${path} and ${other} are one path where upper and lower case are the same`;
  return new FileInvalidError(`${problem}: rename one of them`, path);
}
