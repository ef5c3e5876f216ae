import type { ResultAsync } from "neverthrow";
import { errAsync, okAsync } from "neverthrow";

import type { GitHubError } from "./errors.ts";
import { GitHubUnavailableError } from "./errors.ts";

/** Largest page that GitHub's lists give. */
export const PAGE_SIZE = 100;

const MAX_PAGES = 100;

/** Reads a list page by page until one is not full; refuses to go on for ever. `list` names it in the error. */
export function collectPages<T>(
  list: string,
  readPage: (page: number) => ResultAsync<readonly T[], GitHubError>,
): ResultAsync<readonly T[], GitHubError> {
  const readFrom = (page: number, before: readonly T[]): ResultAsync<readonly T[], GitHubError> =>
    readPage(page).andThen((items) => {
      // What stands between may answer in GitHub's place.
      if (!isList(items)) return errAsync(new GitHubUnavailableError(`The answer is no list of ${list}.`));
      const all = [...before, ...items];
      if (items.length < PAGE_SIZE) return okAsync(all);
      if (page === MAX_PAGES) {
        return errAsync(new GitHubUnavailableError(`GitHub lists more than ${all.length} ${list}: too many to read.`));
      }
      return readFrom(page + 1, all);
    });
  return readFrom(1, []);
}

function isList(items: readonly unknown[]): boolean {
  return Array.isArray(items) && items.every((item) => typeof item === "object" && item !== null);
}
