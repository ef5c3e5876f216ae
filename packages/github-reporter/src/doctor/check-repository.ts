import { okAsync, ResultAsync } from "neverthrow";

import { callGitHub, type GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { PAGE_SIZE } from "../github/pages.ts";
import { repositoryParameters } from "../github/repository.ts";
import type { GitHubFeature } from "./features.ts";
import { fine, problem, warn, type Finding } from "./finding.ts";

/** What is known of a repository. */
export interface RepositoryCheck {
  readonly repository: string;
  readonly features: readonly GitHubFeature[];
  /** Branch that has to be protected; undefined for the default one. */
  readonly branch: string | undefined;
  readonly environments: readonly string[];
}

/** Tells whether a repository is visible and writable, its branch protected, and its environments named well. */
export function checkRepository(client: GitHubClient, check: RepositoryCheck): ResultAsync<readonly Finding[], never> {
  const { repository } = check;
  return callGitHub(client, "GET /repos/{owner}/{repo}", { ...repositoryParameters(repository) })
    .andThen(({ archived, default_branch: defaultBranch, permissions }) => {
      const found = archived
        ? problem("repository", `${repository} is archived.`, "Unarchive it, or take it out of the configuration.")
        : fine("repository", `${repository} is visible.`);
      // The answer to an App shows none of these; its permissions are compared elsewhere.
      const mayNotPush = permissions?.pull === true && !permissions.push;
      const access = mayNotPush
        ? [
            warn(
              "permissions",
              `The token may only read ${repository}.`,
              "Give its user write access, if it is a user's.",
            ),
          ]
        : [];
      return ResultAsync.combine([
        checkProtection(client, repository, check.branch ?? defaultBranch),
        checkEnvironments(client, check),
      ]).map((more) => [found, ...access, ...more.flat()]);
    })
    .orElse((error) => okAsync([repositoryProblem(error, repository)]));
}

function repositoryProblem(error: GitHubError, repository: string): Finding {
  const remedy =
    error.code === "GITHUB_REQUEST_FAILED"
      ? "Check its name, and that the token or the installation reaches it: GitHub hides what a token may not see."
      : "Try again later.";
  return problem("repository", `${repository} cannot be read: ${error.message}`, remedy);
}

/** Protected by a rule of the branch, or by a ruleset. */
function checkProtection(
  client: GitHubClient,
  repository: string,
  branch: string,
): ResultAsync<readonly Finding[], never> {
  const place = { ...repositoryParameters(repository), branch };
  const rules = callGitHub(client, "GET /repos/{owner}/{repo}/rules/branches/{branch}", place)
    .map((found) => found.length > 0)
    // A GitHub Enterprise Server may not know rulesets.
    .orElse(() => okAsync(false));
  return ResultAsync.combine([callGitHub(client, "GET /repos/{owner}/{repo}/branches/{branch}", place), rules])
    .map(([found, hasRules]) => {
      const name = `The branch ${branch} of ${repository}`;
      if (found.protected || hasRules) return [fine("protection", `${name} is protected.`)];
      const remedy = "Protect it by a ruleset: who may push to it decides what runs, and what the pipeline is.";
      return [warn("protection", `${name} is not protected.`, remedy)];
    })
    .orElse((error) => {
      const remedy = "Check its name, and that the token may read contents.";
      return okAsync([
        warn("protection", `It is not known whether ${branch} of ${repository} is protected: ${error.message}`, remedy),
      ]);
    });
}

/** GitHub takes names of environments for equal that differ in their case only. */
function checkEnvironments(
  client: GitHubClient,
  { repository, features, environments }: RepositoryCheck,
): ResultAsync<readonly Finding[], never> {
  if (environments.length === 0 || !features.includes("deployments")) return okAsync([]);
  return callGitHub(client, "GET /repos/{owner}/{repo}/environments", {
    ...repositoryParameters(repository),
    per_page: PAGE_SIZE,
  })
    .map(({ environments: existing = [] }) =>
      existing.flatMap(({ name }) => {
        const other = environments.find((wanted) => wanted !== name && wanted.toLowerCase() === name.toLowerCase());
        if (other === undefined) return [];
        const message = `${repository} has an environment ${name}, which GitHub takes for ${other}.`;
        return [warn("environments", message, "Write its name the same way in both places.")];
      }),
    )
    .orElse(() => okAsync([]));
}
