import { callGitHub } from "@gitops/github-reporter";
import type { EnvironmentVariable } from "@gitops/manifest-renderer";
import { errAsync, okAsync, type ResultAsync } from "neverthrow";

import { NotFoundError, type PromotionError } from "../../errors.ts";
import type { Repository } from "../../git/repository.ts";

/** GitHub gives no more variables in one answer. */
const PAGE_SIZE = 30;

/**
 * Lists the variables of a GitHub environment.
 *
 * @returns the variables, `NOT_FOUND` when there is no such environment, or a GitHub error.
 * @see https://docs.github.com/rest/actions/variables#list-environment-variables
 * @internal
 */
export function listVariables(
  repository: Repository,
  environment: string,
  page = 1,
): ResultAsync<readonly EnvironmentVariable[], PromotionError> {
  const { client, owner, repo, fullName } = repository;
  return callGitHub(client, "GET /repos/{owner}/{repo}/environments/{environment_name}/variables", {
    owner,
    repo,
    environment_name: environment,
    per_page: PAGE_SIZE,
    page,
  })
    .orElse((error): ResultAsync<never, PromotionError> => {
      const isAbsent = error.code === "GITHUB_REQUEST_FAILED" && error.status === 404;
      return errAsync(isAbsent ? absent(fullName, environment) : error);
    })
    .andThen(({ variables }): ResultAsync<readonly EnvironmentVariable[], PromotionError> => {
      const read = variables.map(({ name, value }) => ({ name, value }));
      if (read.length < PAGE_SIZE) return okAsync(read);
      return listVariables(repository, environment, page + 1).map((rest) => [...read, ...rest]);
    });
}

function absent(repository: string, environment: string): NotFoundError {
  return new NotFoundError(
    `${repository} has no environment ${environment} whose variables the token may read; create it in the settings of the repository, let the GitHub App read environments, or take github-environment out of config in the pipeline`,
  );
}
