import { callGitHub, collectPages, PAGE_SIZE, type GitHubError } from "@gitops/github-reporter";
import { errAsync, ok, okAsync, type ResultAsync, safeTry } from "neverthrow";

import type { Repository } from "../git/repository.ts";
import type { Reviewers } from "./reviewers.ts";

/** People and teams, as GitHub's request has them. */
type Asked = Pick<Reviewers, "logins" | "teams">;

/**
 * Asks for reviews. Of a pull request that is not new, people who reviewed it already are not asked again.
 *
 * GitHub refuses a request as a whole when it does not take one of the names; then each is asked by itself.
 *
 * @returns a warning for each that GitHub refuses.
 * @see https://docs.github.com/rest/pulls/review-requests#request-reviewers-for-a-pull-request
 */
export function requestReviewers(
  repository: Repository,
  pull_number: number,
  { reviewers, isNew }: { readonly reviewers: Reviewers; readonly isNew: boolean },
): ResultAsync<readonly string[], GitHubError> {
  const { logins, teams } = reviewers;
  if (logins.length + teams.length === 0) return okAsync([]);
  return safeTry<readonly string[], GitHubError>(async function* () {
    const done = isNew ? new Set<string>() : yield* reviewedBy(repository, pull_number);
    const asked = { logins: logins.filter((login) => !done.has(login.toLowerCase())), teams };
    if (asked.logins.length + teams.length === 0) return ok([]);
    const refusal = yield* ask(repository, pull_number, asked);
    if (refusal === undefined) return ok([]);
    const each: readonly Asked[] = [
      ...asked.logins.map((login) => ({ logins: [login], teams: [] })),
      ...teams.map((team) => ({ logins: [], teams: [team] })),
    ];
    if (each.length === 1) return ok([refusal]);
    const warnings: string[] = [];
    for (const one of each) {
      const refused = yield* ask(repository, pull_number, one);
      if (refused !== undefined) warnings.push(refused);
    }
    return ok(warnings);
  });
}

function ask(
  { client, owner, repo, fullName }: Repository,
  pull_number: number,
  { logins, teams }: Asked,
): ResultAsync<string | undefined, GitHubError> {
  return callGitHub(client, "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", {
    owner,
    repo,
    pull_number,
    ...(logins.length === 0 ? {} : { reviewers: [...logins] }),
    ...(teams.length === 0 ? {} : { team_reviewers: [...teams] }),
  })
    .map((): string | undefined => undefined)
    .orElse((error) =>
      error.code === "GITHUB_REQUEST_FAILED"
        ? okAsync(`${[...logins, ...teams].join(", ")} cannot review ${fullName}#${pull_number}: ${error.message}`)
        : errAsync(error),
    );
}

function reviewedBy(
  { client, owner, repo, fullName }: Repository,
  pull_number: number,
): ResultAsync<ReadonlySet<string>, GitHubError> {
  return collectPages(`reviews of ${fullName}#${pull_number}`, (page) =>
    callGitHub(client, "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
      owner,
      repo,
      pull_number,
      per_page: PAGE_SIZE,
      page,
    }),
  ).map((reviews) => new Set(reviews.flatMap(({ user }) => (user === null ? [] : [user.login.toLowerCase()]))));
}
