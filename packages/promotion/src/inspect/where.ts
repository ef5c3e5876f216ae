import { callGitHub } from "@gitops/github-reporter";
import { err, ok, type ResultAsync, safeTry } from "neverthrow";

import { liveState, releaseThatRuns } from "../decide/live-state.ts";
import type { LiveState } from "../decide/plan.ts";
import { NotFoundError, type PromotionError } from "../errors.ts";
import { orAbsent } from "../git/repository.ts";
import { observe } from "../observe/observe.ts";
import { compareCommits } from "../observe/standing.ts";
import type { PromoterContext } from "../promoter-context.ts";

/** Where a commit of the code is, seen from one slot. */
export interface CommitPlace {
  /** Slot id. */
  readonly slot: string;
  /** Id of the release that the slot runs; undefined when nothing was ever deployed. */
  readonly release: string | undefined;
  /** `exact`: the release was built from this commit. `contains`: from a later one. `missing`: the commit is not in it. */
  readonly relation: "exact" | "contains" | "missing";
  /** Where that release stands in the slot. */
  readonly phase: LiveState["phase"];
}

/**
 * Tells in which slots a commit of the code runs.
 *
 * @internal
 */
export function findCommit(context: PromoterContext, sha: string): ResultAsync<readonly CommitPlace[], PromotionError> {
  return safeTry<readonly CommitPlace[], PromotionError>(async function* () {
    const sources = [...new Set(context.pipeline.slots.map(({ source }) => source))];
    const found: string[] = [];
    for (const source of sources) {
      const { client, owner, repo } = context.repository(source);
      const place = { owner, repo, commit_sha: sha };
      const commit = yield* orAbsent(callGitHub(client, "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", place));
      if (commit !== undefined) found.push(source.toLowerCase());
    }
    if (found.length === 0) return err(new NotFoundError(`${sources.join(", ")}: there is no commit ${sha}`));
    const world = yield* observe(context);
    const places: CommitPlace[] = [];
    for (const view of world.slots) {
      const { slot } = view;
      if (!found.includes(slot.source.toLowerCase())) continue;
      const { phase } = liveState(view, world.at);
      const release = releaseThatRuns(view, world);
      const relation = release === undefined ? "missing" : yield* relationOf(context, sha, release.source);
      places.push({ slot: slot.id, release: release?.id, relation, phase });
    }
    return ok(places);
  });
}

function relationOf(
  context: PromoterContext,
  sha: string,
  source: { readonly repository: string; readonly sha: string },
): ResultAsync<CommitPlace["relation"], PromotionError> {
  return compareCommits(context, source.repository, { from: sha, to: source.sha }).map(({ status }) =>
    status === "identical" ? "exact" : status === "ahead" ? "contains" : "missing",
  );
}
