import { okAsync, ResultAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import type { GitHubError } from "./errors.ts";
import { GitHubUnavailableError } from "./errors.ts";

/** Milliseconds before each further look; about six seconds in all. */
const PAUSES = [100, 200, 400, 800, 1600, 3000];

/**
 * Looks again until something is there, because a list of GitHub may lag behind a write by seconds.
 *
 * @returns what was found, or undefined when it never appeared.
 */
export function readUntilFound<T>(
  read: () => ResultAsync<T | undefined, GitHubError>,
  clock: Clock,
  pauses: readonly number[] = PAUSES,
): ResultAsync<T | undefined, GitHubError> {
  return read().andThen((found) => {
    const [pause, ...rest] = pauses;
    if (found !== undefined || pause === undefined) return okAsync(found);
    return sleep(clock, pause).andThen(() => readUntilFound(read, clock, rest));
  });
}

const sleep = ResultAsync.fromThrowable(
  (clock: Clock, milliseconds: number) => clock.sleep(milliseconds),
  (cause) => new GitHubUnavailableError("The wait before reading GitHub again was interrupted.", { cause }),
);
