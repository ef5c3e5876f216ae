import { err, ok, Result } from "neverthrow";

import type { FileInvalidError, LimitExceededError, YamlError } from "../errors.ts";
import type { FileSet } from "../file-set.ts";
import { readTextFiles } from "../file-set.ts";
import type { Limits } from "../limits.ts";
import { withDefaultLimits } from "../limits.ts";
import type { DocumentText } from "../yaml/place.ts";
import { readDocument } from "../yaml/read-document.ts";
import { splitDocuments } from "../yaml/split-documents.ts";
import { PatchInvalidError } from "./errors.ts";
import type { Patch } from "./patch.ts";
import { parsePatch } from "./parse-patch.ts";

/** Settings of {@link readPatches}. */
export interface ReadPatchesOptions {
  /** Where the files are, put in front of their paths in messages, for example `acme/shop-config:dev/cart/`. Default none. */
  readonly location?: string;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
}

/**
 * Reads the patches of a folder of a configuration repository: YAML and JSON files in the order of their paths.
 *
 * A document is a snippet of the object that it names (`apiVersion`, `kind`, `metadata.name`): strategic for kinds that
 * are built into Kubernetes, a JSON merge patch for others. Or it has a `target` and one of `strategic`, `merge` and
 * `json6902`. Messages never show a line of a file, because configuration may hold secrets.
 *
 * @returns the patches with file and line as their `source`, or `PATCH_INVALID` for a document that is no patch,
 * `YAML_INVALID`, `FILE_INVALID` or `LIMIT_EXCEEDED`.
 * @example
 * ```ts source="./read-patches.examples.ts#readPatches"
 * const files = new Map([
 *   ["replicas.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cart}\nspec: {replicas: 3}\n"],
 *   [
 *     "hosts.yaml",
 *     "target: {kind: Ingress}\njson6902:\n- {op: replace, path: /spec/rules/0/host, value: shop.example}\n",
 *   ],
 * ]);
 * const sources = readPatches(files, { location: "acme/shop-config:dev/cart/" }).match(
 *   (patches) => patches.map(({ type, source }) => `${type} ${source ?? ""}`),
 *   (error) => [error.message], // names file and line
 * );
 * // ["json6902 acme/shop-config:dev/cart/hosts.yaml:1", "strategic acme/shop-config:dev/cart/replicas.yaml:1"]
 * ```
 */
export function readPatches(
  files: FileSet,
  options: ReadPatchesOptions = {},
): Result<readonly Patch[], FileInvalidError | LimitExceededError | PatchInvalidError | YamlError> {
  const { location = "" } = options;
  const limits = withDefaultLimits(options.limits);
  return readTextFiles(files, [".yaml", ".yml", ".json"]).andThen((texts) =>
    Result.combine(
      texts.map(({ path, text }) =>
        splitDocuments({ file: `${location}${path}`, text, confidential: true }, limits).andThen((documents) =>
          Result.combine(documents.map((document) => readPatch(document, limits))),
        ),
      ),
    ).map((patches) => patches.flat(2)),
  );
}

function readPatch(
  document: DocumentText,
  limits: Limits,
): Result<readonly Patch[], LimitExceededError | PatchInvalidError | YamlError> {
  return readDocument(document, { limits }).andThen(({ value }): Result<readonly Patch[], PatchInvalidError> => {
    if (value === null) return ok([]);
    const source = `${document.file}:${document.line}`;
    const parsed = parsePatch(value, source);
    return parsed.isOk() ? ok([parsed.value]) : err(new PatchInvalidError(source, parsed.error));
  });
}
