import type { Release, ReleaseLock } from "@gitops/github-reporter";
import { err, ok, okAsync, type Result, ResultAsync, safeTry } from "neverthrow";

import { candidateOf } from "../decide/candidate.ts";
import { NotFoundError, UnreadableError, type PromotionError } from "../errors.ts";
import { lockAtCommit, lockInTree } from "../git/locks.ts";
import { listFiles, readBranch, type TreeFile } from "../git/repository.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { isMarked } from "../commit-mark.ts";
import { inboxBranch, readInbox } from "../release/inbox.ts";
import type { BaseBranch, ProposalView, SlotView, World } from "../world.ts";
import { listBranches } from "./branches.ts";
import { compareReleases } from "./compare-releases.ts";
import { readEvidence } from "./evidence.ts";
import { listOpenPullRequests, listRejectedHeads, readPullRequest, type ListedPullRequest } from "./pull-requests.ts";

/** What is read once for all slots. */
interface Snapshot {
  readonly base: BaseBranch;
  readonly files: readonly TreeFile[];
  readonly branches: ReadonlyMap<string, string>;
  readonly pulls: readonly ListedPullRequest[];
}

/**
 * Reads Git and GitHub: first what every slot shares, then each slot, then how candidates relate to what is live.
 *
 * @internal
 */
export function observe(context: PromoterContext): ResultAsync<World, PromotionError> {
  return safeTry(async function* () {
    const { pipeline } = context;
    const snapshot = yield* readSnapshot(context);
    const inboxes = yield* ResultAsync.combine(
      Object.keys(pipeline.spec.apps).map((app) => readApp(context, app, snapshot)),
    );
    const slots = yield* ResultAsync.combine(pipeline.slots.map((slot) => readSlot(context, slot, snapshot, inboxes)));
    const inbox = Object.fromEntries(
      inboxes.flatMap(({ app, release }) => (release === undefined ? [] : [[app, release] as const])),
    );
    const at = context.now().toISOString();
    const world = { at, pipeline, base: snapshot.base, inbox, slots };
    const compared = yield* ResultAsync.combine(slots.map((view) => readCandidate(context, view, world)));
    return ok({ ...world, slots: compared });
  });
}

/**
 * The base comes last: a pull request that is seen may have been merged meanwhile, and then the base says so. Read the
 * other way round, a merged release could be merged again.
 */
function readSnapshot({ pipeline, manifests }: PromoterContext): ResultAsync<Snapshot, PromotionError> {
  return safeTry(async function* () {
    const [branches, pulls] = yield* ResultAsync.combine([
      listBranches(manifests),
      listOpenPullRequests(manifests, pipeline.baseBranch),
    ]);
    const base = yield* readBranch(manifests, pipeline.baseBranch);
    if (base === undefined) {
      const place = `${manifests.fullName} has no branch ${pipeline.baseBranch}`;
      return err(new NotFoundError(`${place}: create it, with one commit`));
    }
    return ok({ base, files: yield* listFiles(manifests, base.tree), branches, pulls });
  });
}

/** The newest submitted release of an app, or why it could not be read. */
interface Inbox {
  readonly app: string;
  readonly release: Release | undefined;
  readonly problem: string | undefined;
}

function readApp(context: PromoterContext, app: string, { branches }: Snapshot): ResultAsync<Inbox, PromotionError> {
  return readInbox(context, app, branches.get(inboxBranch(app)))
    .map((entry): Inbox => ({ app, release: entry?.release, problem: undefined }))
    .orElse((error) => describe(error).map((problem) => ({ app, release: undefined, problem })));
}

function readSlot(
  context: PromoterContext,
  slot: Slot,
  snapshot: Snapshot,
  inboxes: readonly Inbox[],
): ResultAsync<SlotView, PromotionError> {
  const unread: SlotView = {
    slot,
    live: undefined,
    proposal: undefined,
    comparison: undefined,
    problem: undefined,
  };
  const inbox = inboxes.find(({ app }) => app === slot.app);
  if (slot.upstream.slots.length === 0 && inbox?.problem !== undefined) {
    return okAsync({ ...unread, problem: inbox.problem });
  }
  return safeTry<SlotView, PromotionError>(async function* () {
    const { manifests } = context;
    const lock = yield* lockInTree(manifests, snapshot.files, slot.path);
    if (lock !== undefined) yield* speaksOf(context, slot, lock);
    const live = lock && (yield* readEvidence(context, slot, { lock, revision: snapshot.base.sha }));
    const proposal = yield* readProposal(context, slot, snapshot);
    return ok({ ...unread, live, proposal });
  }).orElse((error) => describe(error).map((problem) => ({ ...unread, problem })));
}

/** A lock decides which repositories are read and written: it has to be the one of this slot and of this pipeline. */
function speaksOf(
  { pipeline }: PromoterContext,
  slot: Slot,
  { slot: named, app, release }: ReleaseLock,
): Result<undefined, UnreadableError> {
  const source = release.source.repository;
  if (named === slot.id && app === slot.app && source.toLowerCase() === pipeline.spec.source.repo.toLowerCase()) {
    return ok(undefined);
  }
  return err(new UnreadableError(`The lock in ${slot.path} speaks of ${named} from ${source}, not of ${slot.id}`));
}

/** What a later look may mend stops everything; what only a person can mend stops the slot that it is about. */
function describe(error: PromotionError): Result<string, PromotionError> {
  const isTransient = error.code === "GITHUB_UNAVAILABLE" || error.code === "GITHUB_RATE_LIMITED";
  return isTransient ? err(error) : ok(error.message);
}

function readProposal(
  context: PromoterContext,
  slot: Slot,
  { branches, pulls }: Snapshot,
): ResultAsync<ProposalView | undefined, PromotionError> {
  return safeTry(async function* () {
    const { manifests } = context;
    const sha = branches.get(slot.branch);
    if (sha === undefined) return ok(undefined);
    const lock = yield* lockAtCommit(manifests, sha, slot.path).orElse((error) => describe(error).map(() => undefined));
    const listed = pulls.find(({ branch }) => branch === slot.branch);
    const pullRequest =
      listed && (yield* readPullRequest(manifests, listed, { head: sha, needsApproval: slot.policy.approvals > 0 }));
    const isOurs = yield* isMarked(context, slot, sha);
    const closed = pullRequest === undefined ? yield* listRejectedHeads(manifests, slot.branch) : [];
    return ok({ sha, lock, isOurs, pullRequest, isRejected: closed.includes(sha) });
  });
}

/** What only matters when there is a next release: is it newer, and who wrote it. */
function readCandidate(
  context: PromoterContext,
  view: SlotView,
  world: Pick<World, "slots" | "inbox">,
): ResultAsync<SlotView, PromotionError> {
  const candidate = view.problem === undefined ? candidateOf(view, world) : undefined;
  if (candidate === undefined) return okAsync(view);
  return compareReleases(context, view.live?.lock.release, candidate)
    .map((comparison): SlotView => ({ ...view, comparison }))
    .orElse((error) => describe(error).map((problem) => ({ ...view, problem })));
}
