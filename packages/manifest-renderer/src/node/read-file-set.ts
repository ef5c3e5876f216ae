import { err, ok, ResultAsync, safeTry } from "neverthrow";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { join, resolve } from "node:path";

import { TemplateUnsafeError } from "../engines/errors.ts";
import { LimitExceededError } from "../errors.ts";
import type { FileSet } from "../file-set.ts";
import type { Limits } from "../limits.ts";
import { withDefaultLimits } from "../limits.ts";
import { onDisk } from "./disk.ts";
import type { ReadFileSetError } from "./scan-folder.ts";
import { scanFolder } from "./scan-folder.ts";

/** Settings of {@link readFileSet}. */
export interface ReadFileSetOptions {
  /** Limits that differ from the defaults: `maxFiles`, `maxFileBytes` and `maxInputBytes` hold here. */
  readonly limits?: Partial<Limits>;
}

const PARALLEL = 32;
// Windows has neither flag, and they count as 0; there, the scan alone keeps links out.
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a folder into memory, for example as the templates of a render.
 *
 * Paths have `/` on every system; `.git` is left out. Nothing outside of the folder is read: symbolic links, and what is
 * neither file nor folder, are refused.
 *
 * @returns the bytes of the files by path, in the order of the paths; or `FILE_ACCESS_FAILED`, `TEMPLATE_UNSAFE` for a
 * link, `FILE_INVALID` for a name that is not UTF-8 or has a backslash, `LIMIT_EXCEEDED`.
 * @example
 * ```ts source="./read-file-set.examples.ts#readFileSet"
 * const tree = await readFileSet("deploy/cart").andThen((templates) =>
 *   render({
 *     app: "cart",
 *     environment: "dev",
 *     templates,
 *     images: [],
 *     layers: [],
 *     source: { repository: "acme/shop", sha: "7c3f0e1c5f7d4b0d8f6a2b9e4c1d3a5f7b9c0d1e" },
 *   }),
 * );
 * const outcome = tree.match(
 *   ({ files }) => `${files.size} manifests`,
 *   (error) => error.message, // "/srv/shop/deploy/cart cannot be read: ENOENT"
 * );
 * ```
 */
export function readFileSet(
  directory: string,
  options: ReadFileSetOptions = {},
): ResultAsync<FileSet, ReadFileSetError> {
  const limits = withDefaultLimits(options.limits);
  const root = resolve(directory);
  return scanFolder(root, limits).andThen((paths) => readFiles(root, paths, limits));
}

/** Reads the files of a folder that were found in it. */
export function readFiles(
  root: string,
  paths: readonly string[],
  limits: Limits,
): ResultAsync<ReadonlyMap<string, Uint8Array>, ReadFileSetError> {
  const budget = { left: limits.maxInputBytes };
  return safeTry(async function* () {
    const files = new Map<string, Uint8Array>();
    for (let start = 0; start < paths.length; start += PARALLEL) {
      const part = paths.slice(start, start + PARALLEL);
      const contents = yield* ResultAsync.combine(part.map((path) => readOne(root, path, limits, budget)));
      part.forEach((path, index) => files.set(path, contents[index] ?? new Uint8Array()));
    }
    return ok(files);
  });
}

function readOne(
  root: string,
  path: string,
  limits: Limits,
  budget: { left: number },
): ResultAsync<Uint8Array, ReadFileSetError> {
  const file = join(root, path);
  return onDisk("read", file, async () => {
    const handle = await open(file, FLAGS);
    try {
      const stat = await handle.stat();
      if (!stat.isFile())
        return new TemplateUnsafeError(path, "is no longer a file: leave the folder alone while it is read");
      if (stat.size > limits.maxFileBytes) return new LimitExceededError("maxFileBytes", limits.maxFileBytes, path);
      budget.left -= stat.size;
      if (budget.left < 0) return new LimitExceededError("maxInputBytes", limits.maxInputBytes, root);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  }).andThen((content) => (content instanceof Uint8Array ? ok(content) : err(content)));
}
