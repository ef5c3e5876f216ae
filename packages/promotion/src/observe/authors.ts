import type { GitHubError, ReleaseLock } from "@gitops/github-reporter";
import { okAsync, ResultAsync } from "neverthrow";

import type { PromoterContext } from "../promoter-context.ts";
import type { ChangeAuthors } from "../world.ts";
import { compareCommits } from "./standing.ts";

const NOBODY: ChangeAuthors = { logins: [], isComplete: true };
const ANYBODY: ChangeAuthors = { logins: [], isComplete: false };

/**
 * Finds who wrote the commits between what is live and what is proposed: those of the code and those of the configuration.
 *
 * Where nothing is deployed yet there is nothing to compare with: anybody may have written it.
 *
 * @internal
 */
export function readAuthors(
  context: PromoterContext,
  live: ReleaseLock | undefined,
  proposed: ReleaseLock,
): ResultAsync<ChangeAuthors, GitHubError> {
  if (live === undefined) return okAsync(ANYBODY);
  // What is restored was approved before.
  if (proposed.reason === "rollback") return okAsync(NOBODY);
  const code = between(context, {
    repository: proposed.release.source.repository,
    from: live.release.source.repository === proposed.release.source.repository ? live.release.source.sha : undefined,
    to: proposed.release.source.sha,
  });
  const config = proposed.config.map(({ repository, ref, sha, digest }) => {
    const before = live.config.find((one) => one.repository === repository && one.ref === ref);
    if (before?.digest === digest) return okAsync<ChangeAuthors, GitHubError>(NOBODY);
    // GitHub does not tell who changed a variable.
    if (ref.startsWith("environment/")) return okAsync<ChangeAuthors, GitHubError>(ANYBODY);
    return between(context, { repository, from: before?.sha, to: sha });
  });
  return ResultAsync.combine([code, ...config]).map((found) => ({
    logins: [...new Set(found.flatMap(({ logins }) => logins))],
    isComplete: found.every(({ isComplete }) => isComplete),
  }));
}

function between(
  context: PromoterContext,
  { repository, from, to }: { readonly repository: string; readonly from: string | undefined; readonly to: string },
): ResultAsync<ChangeAuthors, GitHubError> {
  if (from === undefined) return okAsync(ANYBODY);
  return compareCommits(context, repository, { from, to }).map(({ logins, isComplete }) => ({ logins, isComplete }));
}
