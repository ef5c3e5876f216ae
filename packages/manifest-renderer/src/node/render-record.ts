import { err, ok } from "neverthrow";
import type { Result, ResultAsync } from "neverthrow";
import { join, resolve } from "node:path";

import { FileInvalidError } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { Provenance } from "../tree/rendered-tree.ts";
import { OWN_FOLDER } from "./change-steps.ts";
import type { FileAccessError } from "./errors.ts";
import { readOwnFile, writeOwnFile } from "./own-file.ts";

const RECORD = "render.json";

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * Reads the record of the last render from `.gitops/render.json`.
 *
 * @returns the record; undefined when there is none; or `FILE_ACCESS_FAILED`, or `FILE_INVALID` for a file that is no
 * record or has an unknown schema.
 * @example
 * ```ts source="./render-record.examples.ts#readRenderRecord"
 * const record = await readRenderRecord("manifests/dev/cart");
 * const origin = record.match(
 *   (found) => (found === undefined ? "never rendered" : `${found.source.repository}@${found.source.sha}`),
 *   (error) => error.message,
 * );
 * ```
 */
export function readRenderRecord(
  directory: string,
): ResultAsync<Provenance | undefined, FileAccessError | FileInvalidError> {
  const root = resolve(directory);
  return readOwnFile(root, RECORD).andThen((content) =>
    content === undefined ? ok(undefined) : toProvenance(join(root, OWN_FOLDER, RECORD), content),
  );
}

/**
 * Writes the record of a render as `.gitops/render.json`: JSON with sorted keys and `"schema": 1`, without any time.
 *
 * Flux does not read it. Equal records give equal bytes.
 *
 * @returns nothing, or `FILE_ACCESS_FAILED`.
 * @example
 * ```ts source="./render-record.examples.ts#writeRenderRecord"
 * const written = await writeRenderRecord("manifests/dev/cart", tree.provenance);
 * const outcome = written.match(
 *   () => "recorded",
 *   (error) => error.message, // "manifests/dev/cart/.gitops/render.json cannot be written: ENOSPC"
 * );
 * ```
 */
export function writeRenderRecord(directory: string, provenance: Provenance): ResultAsync<void, FileAccessError> {
  return writeOwnFile(resolve(directory), RECORD, recordOf(provenance));
}

/** The record as JSON. */
export function recordOf(provenance: Provenance): JsonObject {
  return { ...provenance } as unknown as JsonObject;
}

function toProvenance(path: string, content: JsonObject): Result<Provenance, FileInvalidError> {
  const { schema, ...record } = content;
  const { source, files, content: digest, engines, images, valueSources, input } = record;
  const isRecord =
    schema !== undefined &&
    isJsonObject(source) &&
    isTextMap(source) &&
    isJsonObject(files) &&
    Object.values(files).every((file) => typeof file === "string" && DIGEST.test(file)) &&
    isText(digest) &&
    isJsonObject(engines) &&
    isJsonObject(images) &&
    isJsonObject(valueSources) &&
    isText(input);
  if (isRecord) return ok(record as unknown as Provenance);
  return err(
    new FileInvalidError(`${path} is no record of a render: restore it from the history of the repository`, path),
  );
}

function isTextMap(map: JsonObject): boolean {
  return Object.values(map).every(isText);
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === "string";
}
