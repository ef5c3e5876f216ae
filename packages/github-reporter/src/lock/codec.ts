import type { Result } from "neverthrow";
import { err, ok } from "neverthrow";
import * as v from "valibot";

import type { LockError } from "./errors.ts";
import { LockTooNewError, LockUnreadableError } from "./errors.ts";
import type { ReleaseLock } from "./lock.ts";
import { describeIssue, lockSchema } from "./schema.ts";

/**
 * Writes a release lock as JSON with sorted keys, two spaces and a final newline: equal locks give equal bytes.
 *
 * @throws TypeError with every problem when {@link decodeLock} would not read the lock again.
 * @example
 * ```ts source="./codec.examples.ts#encodeLock_roundTrip"
 * const text = encodeLock(lock);
 * const read = decodeLock(text);
 * ```
 */
export function encodeLock(lock: ReleaseLock): string {
  const text = `${JSON.stringify(sortKeys(lock), null, 2)}\n`;
  // What was written is what counts: JSON leaves out and changes values, such as undefined and NaN.
  const { issues } = v.safeParse(lockSchema, JSON.parse(text));
  if (issues === undefined) return text;
  throw new TypeError(`A release lock that nobody could read is not written: ${issues.map(describeIssue).join("; ")}`);
}

/**
 * Reads a release lock.
 *
 * @returns the lock, or `LOCK_UNREADABLE` with the place that is wrong, or `LOCK_TOO_NEW` for a schema after 1.
 * @example
 * ```ts source="./codec.examples.ts#decodeLock_errors"
 * const release = decodeLock(text).match(
 *   (lock) => lock.release.id,
 *   (error) => (error.code === "LOCK_TOO_NEW" ? "update this tool" : error.message),
 * );
 * ```
 */
export function decodeLock(text: string): Result<ReleaseLock, LockError> {
  return parseJson(text).andThen((value) => {
    const schema = schemaNumber(value);
    if (schema !== undefined && schema > 1) {
      const message = `The release lock has schema ${schema}; this version reads schema 1. Update @gitops/github-reporter.`;
      return err(new LockTooNewError(message, { schema }));
    }
    const parsed = v.safeParse(lockSchema, value, { abortEarly: true });
    return parsed.success ? ok(parsed.output) : err(unreadable(describeIssue(parsed.issues[0])));
  });
}

const parseJson = (text: string): Result<unknown, LockUnreadableError> => {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err(unreadable("it is not JSON"));
  }
};

function schemaNumber(value: unknown): number | undefined {
  const schema = typeof value === "object" && value !== null && "schema" in value ? value.schema : undefined;
  return typeof schema === "number" ? schema : undefined;
}

function unreadable(why: string): LockUnreadableError {
  return new LockUnreadableError(`The release lock cannot be read: ${why}. Restore the file from its last commit.`);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sortKeys(child)]));
}
