import { callGitHub } from "@gitops/github-reporter";
import { errAsync, type ResultAsync } from "neverthrow";

import { NotFoundError, type PromotionError } from "../../errors.ts";
import { listFiles, type Repository, type TreeFile } from "../../git/repository.ts";

/**
 * A commit of a configuration repository, and its files.
 *
 * @internal
 */
export interface ConfigTree {
  /** The repository. */
  readonly repository: Repository;
  /** Sha of the commit. */
  readonly sha: string;
  /** Every file of the commit. */
  readonly files: readonly TreeFile[];
}

/**
 * Reads which files a branch, tag or commit has.
 *
 * @returns the files, `NOT_FOUND` when there is no such ref, `UNREADABLE`, or a GitHub error.
 * @see https://docs.github.com/rest/commits/commits#get-a-commit
 * @internal
 */
export function readTree(repository: Repository, ref: string): ResultAsync<ConfigTree, PromotionError> {
  const { client, owner, repo, fullName } = repository;
  // The answer lists what the commit changed, page by page; none of it is needed.
  return callGitHub(client, "GET /repos/{owner}/{repo}/commits/{ref}", { owner, repo, ref, per_page: 1 })
    .orElse((error): ResultAsync<never, PromotionError> => {
      // GitHub says 404 for the repository, 409 for an empty one, and 422 for the ref.
      const isAbsent = error.code === "GITHUB_REQUEST_FAILED" && [404, 409, 422].includes(error.status);
      return errAsync(isAbsent ? absent(fullName, ref) : error);
    })
    .andThen(({ sha, commit }) => listFiles(repository, commit.tree.sha).map((files) => ({ repository, sha, files })));
}

function absent(repository: string, ref: string): NotFoundError {
  return new NotFoundError(
    `${repository} has no branch, tag or commit ${ref}, or the token may not read it; create it, or change config in the pipeline`,
  );
}
