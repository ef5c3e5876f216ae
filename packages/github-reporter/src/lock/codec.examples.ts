import type { Result } from "neverthrow";

import { decodeLock, encodeLock } from "./codec.ts";
import type { LockError } from "./errors.ts";
import type { ReleaseLock } from "./lock.ts";

export function roundTrip(lock: ReleaseLock): Result<ReleaseLock, LockError> {
  //#region encodeLock_roundTrip
  const text = encodeLock(lock);
  const read = decodeLock(text);
  //#endregion
  return read;
}

export function releaseOf(text: string): string {
  //#region decodeLock_errors
  const release = decodeLock(text).match(
    (lock) => lock.release.id,
    (error) => (error.code === "LOCK_TOO_NEW" ? "update this tool" : error.message),
  );
  //#endregion
  return release;
}
