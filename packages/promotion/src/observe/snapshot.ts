import { ok, err, ResultAsync, safeTry } from "neverthrow";

import { NotFoundError, type PromotionError } from "../errors.ts";
import { listFiles, readBranch, type Repository, type TreeFile } from "../git/repository.ts";
import type { Track } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { BaseBranch } from "../world.ts";
import { listBranches } from "./branches.ts";
import { listOpenPullRequests, type ListedPullRequest } from "./pull-requests.ts";

/**
 * What is read once of each repository and base branch, whatever the number of slots.
 *
 * @internal
 */
export interface Snapshot {
  /** Heads of our branches of the home repository. */
  readonly home: ReadonlyMap<string, string>;
  /** What a track needs. */
  readonly of: (track: Track) => TrackSnapshot;
}

/**
 * What is read once for all slots of one repository and base branch.
 *
 * @internal
 */
export interface TrackSnapshot {
  readonly repository: Repository;
  readonly base: BaseBranch;
  readonly files: readonly TreeFile[];
  readonly branches: ReadonlyMap<string, string>;
  readonly pulls: readonly ListedPullRequest[];
}

/**
 * Reads branches, pull requests and base branches.
 *
 * The bases come last: a pull request that is seen may have been merged meanwhile, and then the base says so. Read the
 * other way round, a merged release could be merged again.
 *
 * @internal
 */
export function readSnapshot(
  context: PromoterContext,
  tracks: readonly Track[],
): ResultAsync<Snapshot, PromotionError> {
  const home = context.pipeline.repository;
  const repositories = [...new Set([home, ...tracks.map(({ repository }) => repository)])];
  const bases = new Map(tracks.map((track) => [baseKey(track), track]));
  return safeTry<Snapshot, PromotionError>(async function* () {
    const known = new Map(yield* ResultAsync.combine(repositories.map((name) => readRepository(context, name))));
    const read = new Map(yield* ResultAsync.combine([...bases.values()].map((track) => readBase(context, track))));
    return ok({
      home: known.get(home)?.branches ?? new Map<string, string>(),
      of: (track: Track) => {
        const [shared, base] = [known.get(track.repository), read.get(baseKey(track))];
        if (shared === undefined || base === undefined) throw new RangeError(`${track.id} was not read`);
        return { repository: context.repository(track.repository), ...shared, ...base };
      },
    });
  });
}

function baseKey({ repository, baseBranch }: Track): string {
  return `${repository}\n${baseBranch}`;
}

function readRepository(context: PromoterContext, name: string) {
  const repository = context.repository(name);
  return ResultAsync.combine([listBranches(repository), listOpenPullRequests(repository)]).map(
    ([branches, pulls]) => [name, { branches, pulls }] as const,
  );
}

function readBase(context: PromoterContext, track: Track) {
  return safeTry<readonly [string, Pick<TrackSnapshot, "base" | "files">], PromotionError>(async function* () {
    const repository = context.repository(track.repository);
    const base = yield* readBranch(repository, track.baseBranch);
    if (base === undefined) {
      const place = `${repository.fullName} has no branch ${track.baseBranch}`;
      return err(new NotFoundError(`${place}: create it, with one commit`));
    }
    return ok([baseKey(track), { base, files: yield* listFiles(repository, base.tree) }] as const);
  });
}
