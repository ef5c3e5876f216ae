import { err, ok, ResultAsync, safeTry } from "neverthrow";
import type { Result } from "neverthrow";
import { mkdir } from "node:fs/promises";

import { FileAccessError } from "./errors.ts";

/** How many files are open at once. */
const PARALLEL = 32;

/** Runs an access to the disk; what the system throws becomes an error that names the path. */
export function onDisk<T>(
  action: "read" | "written",
  path: string,
  access: () => Promise<T>,
): ResultAsync<T, FileAccessError> {
  return ResultAsync.fromThrowable(access, (cause) => new FileAccessError(path, action, reasonOf(cause)))();
}

/** Gives `absent` where the path does not exist. */
export function unlessAbsent<T, A>(
  access: ResultAsync<T, FileAccessError>,
  absent: A,
): ResultAsync<T | A, FileAccessError> {
  return access.orElse((error): Result<A, FileAccessError> => (error.reason === "ENOENT" ? ok(absent) : err(error)));
}

/** Makes a folder and those above it. */
export function makeFolder(path: string): ResultAsync<void, FileAccessError> {
  return onDisk("written", path, () => mkdir(path, { recursive: true })).map(() => undefined);
}

/** Something that is done to the disk. A stop between two of them is what a crash can leave. */
export type DiskStep = () => ResultAsync<void, FileAccessError>;

/** Takes the steps in their order, until one fails. */
export function runSteps(steps: readonly DiskStep[]): ResultAsync<void, FileAccessError> {
  return safeTry(async function* () {
    for (const step of steps) yield* step();
    return ok();
  });
}

/** Makes steps that each treat several items at once. */
export function inBatches<T>(
  items: readonly T[],
  treat: (item: T) => ResultAsync<void, FileAccessError>,
  size: number = PARALLEL,
): readonly DiskStep[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, batch): DiskStep => {
    const part = items.slice(batch * size, (batch + 1) * size);
    return () => ResultAsync.combine(part.map(treat)).map(() => undefined);
  });
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "an unknown reason";
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
