import { errAsync, okAsync, Result } from "neverthrow";
import type { ResultAsync } from "neverthrow";
import { constants } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { FileInvalidError } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import { checkFolders, OWN_FOLDER } from "./change-steps.ts";
import { makeFolder, onDisk, unlessAbsent } from "./disk.ts";
import type { FileAccessError } from "./errors.ts";

const SCHEMA = 1;
const parseJson = Result.fromThrowable((text: string) => JSON.parse(text) as JsonValue);

/** Reads a JSON file of this package in the slot; undefined when there is none. */
export function readOwnFile(
  root: string,
  name: string,
): ResultAsync<JsonObject | undefined, FileAccessError | FileInvalidError> {
  const path = join(root, OWN_FOLDER, name);
  return checkFolders(root, [`${OWN_FOLDER}/${name}`])
    .andThen(() =>
      unlessAbsent(
        onDisk("read", path, () => readThrough(path)),
        undefined,
      ),
    )
    .andThen((text) => (text === undefined ? okAsync(undefined) : decode(path, text)));
}

/** Writes a JSON file of this package in one piece: after a crash, there is the old text or the new one. */
export function writeOwnFile(root: string, name: string, content: JsonObject): ResultAsync<void, FileAccessError> {
  const path = join(root, OWN_FOLDER, name);
  const waiting = `${path}.new`;
  return checkFolders(root, [`${OWN_FOLDER}/${name}`])
    .andThen(() => makeFolder(join(root, OWN_FOLDER)))
    .andThen(() => onDisk("written", path, () => writeThrough(waiting, encodeOwnFile(content))))
    .andThen(() => onDisk("written", path, () => rename(waiting, path)));
}

/** Writes the content as JSON with sorted keys, so that equal content gives equal bytes. */
export function encodeOwnFile(content: JsonObject): string {
  return `${JSON.stringify(sorted({ ...content, schema: SCHEMA }), null, 2)}\n`;
}

function decode(path: string, text: string): ResultAsync<JsonObject, FileInvalidError> {
  const content = parseJson(text).unwrapOr(null);
  if (!isJsonObject(content)) {
    return errAsync(new FileInvalidError(`${path} is not JSON: restore it from the history of the repository`, path));
  }
  if (content["schema"] !== SCHEMA) {
    const problem = `${path} has a schema that is not ${SCHEMA}: it was written by another version of this package`;
    return errAsync(new FileInvalidError(problem, path));
  }
  return okAsync(content);
}

/** Neither follows a link, nor waits for the other end of a pipe. */
async function readThrough(path: string): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw Object.assign(new Error("it is no file"), { code: "EINVAL" });
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}

async function writeThrough(path: string, text: string): Promise<void> {
  // What a run left that was stopped, or a link that somebody put in its place.
  await rm(path, { force: true });
  const handle = await open(path, "wx");
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function sorted(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => sorted(item) ?? null);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner) ?? null]));
}
