import { err, ok } from "neverthrow";
import type { Result, ResultAsync } from "neverthrow";
import { join } from "node:path";

import { FileInvalidError } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import { fileDigest } from "../digest.ts";
import type { TreeChange } from "../tree/plan-changes.ts";
import { OWN_FOLDER, removeFile } from "./change-steps.ts";
import type { FileAccessError } from "./errors.ts";
import { readOwnFile, writeOwnFile } from "./own-file.ts";

const JOURNAL = "pending.json";

/** Digests of one file around a change: absent where there is no file. */
export interface JournalEntry {
  /** Digest when the change began. */
  readonly from?: string;
  /** Digest when it is done. */
  readonly to?: string;
}

/** What a change that began is about to do, file by file. */
export type Journal = Readonly<Record<string, JournalEntry>>;

/** Notes all files that are written, removed, or stay as they should be: until the record says so, no other place does. */
export function journalOf(
  current: ReadonlyMap<string, string>,
  next: ReadonlyMap<string, string>,
  change: TreeChange,
): Journal {
  return Object.fromEntries(
    [...next.keys(), ...change.remove].map((path): [string, JournalEntry] => {
      const [before, after] = [current.get(path), next.get(path)];
      return [
        path,
        {
          ...(before === undefined ? {} : { from: fileDigest(before) }),
          ...(after === undefined ? {} : { to: fileDigest(after) }),
        },
      ];
    }),
  );
}

/** Reads the journal of a change that did not come to its end; undefined when there is none. */
export function readJournal(root: string): ResultAsync<Journal | undefined, FileAccessError | FileInvalidError> {
  return readOwnFile(root, JOURNAL).andThen((content) =>
    content === undefined ? ok(undefined) : toJournal(join(root, OWN_FOLDER, JOURNAL), content["files"]),
  );
}

/** Writes the journal before a change begins. */
export function writeJournal(root: string, files: Journal): ResultAsync<void, FileAccessError> {
  return writeOwnFile(root, JOURNAL, { files: files as unknown as JsonObject });
}

/** Removes the journal when the record says all that it said. */
export function removeJournal(root: string): ResultAsync<void, FileAccessError> {
  return removeFile(join(root, OWN_FOLDER, JOURNAL));
}

function toJournal(path: string, files: JsonValue | undefined): Result<Journal, FileInvalidError> {
  if (isJsonObject(files) && Object.values(files).every(isEntry)) return ok(files as unknown as Journal);
  return err(new FileInvalidError(`${path} is no journal of a change: delete it, and check the folder by hand`, path));
}

function isEntry(value: JsonValue): boolean {
  return isJsonObject(value) && Object.values(value).every((digest) => typeof digest === "string");
}
