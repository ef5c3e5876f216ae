import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { FileInvalidError } from "../../errors.ts";
import type { FileSet } from "../../file-set.ts";
import { readTextFiles } from "../../file-set.ts";
import { EngineFailedError, TemplateUnsafeError } from "../errors.ts";
import { foldersOf } from "../folders-of.ts";
import { resolvePath } from "../resolve-path.ts";
import { findImports } from "./find-imports.ts";

/** Every way in which a scan can end. */
export type ScanError = EngineFailedError | FileInvalidError | TemplateUnsafeError;

/**
 * Follows the imports of a file, and refuses what is not among the files: jsonnet reads any file of the machine.
 *
 * An import is looked for in the folder of the importing file, then in the library paths, as jsonnet does.
 */
export function scanImports(files: FileSet, entry: string, libraryPaths: readonly string[]): Result<void, ScanError> {
  const folders = foldersOf(files);
  const waiting = [entry];
  const seen = new Set(waiting);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const content = files.get(file);
    if (content === undefined) {
      return err(new EngineFailedError("jsonnet", `cannot evaluate ${file}: the templates have no such file`));
    }
    const text = readTextFiles(new Map([[file, content]]), [""]);
    if (text.isErr()) return err(text.error);
    for (const { keyword, path, line } of findImports(text.value[0]?.text ?? "")) {
      const found = findImport(files, { file, line, path, libraryPaths, folders });
      if (found.isErr()) return err(found.error);
      if (keyword !== "import" || seen.has(found.value)) continue;
      seen.add(found.value);
      waiting.push(found.value);
    }
  }
  return ok();
}

interface ImportPlace {
  readonly file: string;
  readonly line: number;
  readonly path: string | undefined;
  readonly libraryPaths: readonly string[];
  readonly folders: ReadonlySet<string>;
}

function findImport(
  files: FileSet,
  { file, line, path, libraryPaths, folders }: ImportPlace,
): Result<string, ScanError> {
  const place = `${file}:${line}`;
  if (path === undefined) {
    return err(new TemplateUnsafeError(place, "an import must name its file by a text in quotes"));
  }
  const folder = file.split("/").slice(0, -1).join("/") || ".";
  const candidates: string[] = [];
  for (const from of [folder, ...libraryPaths]) {
    const candidate = resolvePath(from, path);
    // jsonnet would look there, and find what is not ours.
    if (candidate === undefined) {
      return err(
        new TemplateUnsafeError(place, `${JSON.stringify(path)} is outside of the templates; copy it into them`),
      );
    }
    if (files.has(candidate) && isWalkable(folders, from, path)) return ok(candidate);
    candidates.push(candidate);
  }
  const looked = candidates.join(", ");
  return err(
    new EngineFailedError("jsonnet", `cannot import ${JSON.stringify(path)} at ${place}: there is no ${looked}`),
  );
}

/** Tells whether each folder on the way is there: the system finds nothing behind `gone/..`, and jsonnet looks elsewhere then. */
function isWalkable(folders: ReadonlySet<string>, from: string, path: string): boolean {
  const steps = path.split("/");
  return steps.every((_step, index) => folders.has(resolvePath(from, steps.slice(0, index).join("/")) ?? ""));
}
