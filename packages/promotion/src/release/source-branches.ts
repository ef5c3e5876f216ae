import { callGitHub, type GitHubError, type Release } from "@gitops/github-reporter";
import { err, ok, ResultAsync, safeTry } from "neverthrow";

import { InputInvalidError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import { compareCommits } from "../observe/standing.ts";
import type { PromoterContext } from "../promoter-context.ts";

/**
 * Checks that a release comes from one of the branches that the pipeline names, so that nothing is deployed which was never
 * merged.
 *
 * @returns nothing, `INPUT_INVALID` when no such branch contains its commit, or a GitHub error.
 * @internal
 */
export function requireBranch(
  context: PromoterContext,
  { id, app, source }: Release,
): ResultAsync<undefined, GitHubError | InputInvalidError> {
  return safeTry<undefined, GitHubError | InputInvalidError>(async function* () {
    const { spec } = context.pipeline;
    const allowed = (spec.apps[app]?.source ?? spec.source).branches;
    if (allowed === undefined) return ok(undefined);
    const code = context.repository(source.repository);
    for (const sha of yield* listMatching(code, allowed)) {
      // Seen from the commit, a branch that contains it is ahead, or the same.
      const { status } = yield* compareCommits(context, source.repository, { from: source.sha, to: sha });
      if (status === "ahead" || status === "identical") return ok(undefined);
    }
    return err(
      new InputInvalidError(
        `Release ${id} of ${app}: commit ${source.sha} is on none of the branches ${allowed.join(", ")} of ${source.repository}`,
      ),
    );
  });
}

/** @see https://docs.github.com/rest/git/refs#list-matching-references */
function listMatching(
  { client, owner, repo }: Repository,
  patterns: readonly string[],
): ResultAsync<readonly string[], GitHubError> {
  return ResultAsync.combine(
    patterns.map((pattern) =>
      callGitHub(client, "GET /repos/{owner}/{repo}/git/matching-refs/{ref}", {
        owner,
        repo,
        ref: `heads/${pattern.split("*")[0] ?? ""}`,
      }).map((refs) =>
        refs.filter(({ ref }) => matches(pattern, ref.slice("refs/heads/".length))).map(({ object }) => object.sha),
      ),
    ),
  ).map((found) => [...new Set(found.flat())]);
}

/** `*` stands for any text but `/`, as in GitHub's own filters. */
function matches(pattern: string, branch: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join("[^/]*")}$`).test(branch);
}
