import { callGitHub, type GitHubError, type Release } from "@gitops/github-reporter";
import { err, errAsync, ok, type ResultAsync, safeTry } from "neverthrow";

import { NotFoundError, type PromotionError } from "../errors.ts";
import { orAbsent } from "../git/repository.ts";
import { standingOf } from "../observe/standing.ts";
import { listBranches } from "../observe/branches.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { fitsPipeline } from "./fits-pipeline.ts";
import { requireBranch } from "./source-branches.ts";
import { appendToInbox, inboxBranch, readInbox } from "./inbox.ts";

/**
 * What became of a submitted release. `unchanged`: the newest release has the same id, or the same images and
 * templates. `superseded`: a release of a newer commit is there already.
 */
export type Submission = "recorded" | "unchanged" | "superseded";

/** CI runs of two commits may end at the same time; more losses in a row mean that something else is wrong. */
const MAX_RACES = 3;

/**
 * Records a release in the inbox of its app, unless it is there already or an older one than what is there.
 *
 * @internal
 */
export function recordRelease(
  context: PromoterContext,
  release: Release,
  races = MAX_RACES,
): ResultAsync<Submission, PromotionError> {
  return fitsPipeline(context.pipeline, release)
    .asyncAndThen(() => tryToRecord(context, release))
    .orElse((error) =>
      error.code === "LOST_RACE" && races > 1 ? recordRelease(context, release, races - 1) : errAsync(error),
    );
}

function tryToRecord(context: PromoterContext, release: Release): ResultAsync<Submission, PromotionError> {
  return safeTry(async function* () {
    yield* requireCommit(context, release);
    yield* requireBranch(context, release);
    const branches = yield* listBranches(context.repository(context.pipeline.repository));
    const head = branches.get(inboxBranch(release.app));
    const [newest] = yield* readInbox(context, release.app, head, { history: false });
    if (newest !== undefined) {
      if (isSameContent(newest.release, release)) return ok("unchanged" as const);
      // Undefined: the newest commit was rewritten away, and then this one is what there is.
      const standing = yield* orAbsent(standingOf(context, newest.release, release));
      if (standing === "behind") return ok("superseded" as const);
    }
    yield* appendToInbox(context, release, newest);
    return ok("recorded" as const);
  });
}

function requireCommit(
  { repository }: PromoterContext,
  { id, source }: Release,
): ResultAsync<undefined, GitHubError | NotFoundError> {
  const { client, owner, repo } = repository(source.repository);
  const commit = { owner, repo, commit_sha: source.sha };
  return orAbsent(callGitHub(client, "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", commit)).andThen((found) =>
    found === undefined
      ? err(new NotFoundError(`${source.repository} has no commit ${source.sha}, which release ${id} comes from`))
      : ok(undefined),
  );
}

/** A push that changes neither images nor templates, such as one of documentation, is no release. */
function isSameContent(one: Release, other: Release): boolean {
  const images = (release: Release): string => JSON.stringify(Object.entries(release.images).sort());
  return one.id === other.id || (one.templates.tree === other.templates.tree && images(one) === images(other));
}
