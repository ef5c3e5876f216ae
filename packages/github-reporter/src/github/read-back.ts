import { err, ok, okAsync, ResultAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import type { GitHubError } from "./errors.ts";
import { GitHubUnavailableError } from "./errors.ts";

/** Milliseconds before each further look; about six seconds in all. */
const PAUSES = [100, 200, 400, 800, 1600, 3000];

/**
 * Waits until GitHub shows what was written, whether the answer to the write was good or lost.
 *
 * Lists of GitHub may lag behind a write by seconds; and after a lost answer only a look can tell whether to write again.
 * That decision is left to the next run: here nothing is written twice.
 *
 * @returns what the look found; else the error of the lost answer, or `GITHUB_UNAVAILABLE` when the write is not listed yet.
 */
export function confirmWrite<T, E>(
  written: ResultAsync<unknown, E | GitHubError>,
  look: () => ResultAsync<T | undefined, GitHubError>,
  options: { readonly clock: Clock; readonly what: string },
): ResultAsync<T, E | GitHubError> {
  return written
    .map(() => new GitHubUnavailableError(`GitHub took ${options.what}, but does not list it yet.`))
    .orElse((error) => (error instanceof GitHubUnavailableError ? ok(error) : err(error)))
    .andThen((doubt) =>
      lookUntilFound(look, options.clock, PAUSES).andThen((found) => (found === undefined ? err(doubt) : ok(found))),
    );
}

function lookUntilFound<T>(
  look: () => ResultAsync<T | undefined, GitHubError>,
  clock: Clock,
  pauses: readonly number[],
): ResultAsync<T | undefined, GitHubError> {
  return look().andThen((found) => {
    const [pause, ...rest] = pauses;
    if (found !== undefined || pause === undefined) return okAsync(found);
    return sleep(clock, pause).andThen(() => lookUntilFound(look, clock, rest));
  });
}

const sleep = ResultAsync.fromThrowable(
  (clock: Clock, milliseconds: number) => clock.sleep(milliseconds),
  (cause) => new GitHubUnavailableError("The wait before reading GitHub again was interrupted.", { cause }),
);
