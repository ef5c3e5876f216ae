import { okAsync, ok, err, ResultAsync, safeTry } from "neverthrow";

import { candidateOf } from "../decide/candidate.ts";
import { NotFoundError, type PromotionError } from "../errors.ts";
import { lockAtCommit, lockInTree } from "../git/locks.ts";
import { listFiles, readBranch, type TreeFile } from "../git/repository.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
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
    const inbox = yield* readInboxes(context, snapshot);
    const slots = yield* ResultAsync.combine(pipeline.slots.map((slot) => readSlot(context, slot, snapshot)));
    const world = { pipeline, base: snapshot.base, inbox, slots };
    const compared = yield* ResultAsync.combine(slots.map((view) => readCandidate(context, view, world)));
    return ok({ ...world, slots: compared });
  });
}

function readSnapshot(context: PromoterContext): ResultAsync<Snapshot, PromotionError> {
  return safeTry(async function* () {
    const { pipeline, manifests } = context;
    const base = yield* readBranch(manifests, pipeline.baseBranch);
    if (base === undefined) {
      return err(
        new NotFoundError(`${manifests.fullName} has no branch ${pipeline.baseBranch}: create it, with one commit`),
      );
    }
    const [files, branches, pulls] = yield* ResultAsync.combine([
      listFiles(manifests, base.tree),
      listBranches(manifests),
      listOpenPullRequests(manifests, pipeline.baseBranch),
    ]);
    return ok({ base, files, branches, pulls });
  });
}

function readInboxes(
  { pipeline, manifests }: PromoterContext,
  { branches }: Snapshot,
): ResultAsync<World["inbox"], PromotionError> {
  const entries = Object.keys(pipeline.spec.apps).map((app) =>
    readInbox(manifests, branches.get(inboxBranch(app))).map((entry) => ({ app, release: entry?.release })),
  );
  return ResultAsync.combine(entries).map((read) =>
    Object.fromEntries(read.flatMap(({ app, release }) => (release === undefined ? [] : [[app, release]]))),
  );
}

function readSlot(context: PromoterContext, slot: Slot, snapshot: Snapshot): ResultAsync<SlotView, PromotionError> {
  return safeTry(async function* () {
    const { manifests } = context;
    const lock = yield* lockInTree(manifests, snapshot.files, slot.path);
    const live = lock && (yield* readEvidence(context, slot, { lock, revision: snapshot.base.sha }));
    const proposal = yield* readProposal(context, slot, snapshot);
    return ok({ slot, live, proposal, rejected: [], comparison: undefined });
  });
}

function readProposal(
  { manifests }: PromoterContext,
  slot: Slot,
  { branches, pulls }: Snapshot,
): ResultAsync<ProposalView | undefined, PromotionError> {
  return safeTry(async function* () {
    const sha = branches.get(slot.branch);
    if (sha === undefined) return ok(undefined);
    const lock = yield* lockAtCommit(manifests, sha, slot.path);
    if (lock === undefined) return ok(undefined);
    const listed = pulls.find(({ branch }) => branch === slot.branch);
    const pullRequest =
      listed && (yield* readPullRequest(manifests, listed, { head: sha, needsApproval: slot.policy.approvals > 0 }));
    return ok({ sha, lock, pullRequest });
  });
}

/** What only matters when there is a next release: was it rejected, is it newer, and who wrote it. */
function readCandidate(
  context: PromoterContext,
  view: SlotView,
  world: Pick<World, "slots" | "inbox">,
): ResultAsync<SlotView, PromotionError> {
  const candidate = candidateOf(view, world);
  if (candidate === undefined) return okAsync(view);
  return safeTry(async function* () {
    const comparison = yield* compareReleases(context, view.live?.lock.release, candidate);
    const rejected = view.proposal?.pullRequest === undefined ? yield* readRejected(context, view.slot) : [];
    return ok({ ...view, comparison, rejected });
  });
}

function readRejected({ manifests }: PromoterContext, slot: Slot): ResultAsync<readonly string[], PromotionError> {
  return listRejectedHeads(manifests, slot.branch)
    .andThen((heads) => ResultAsync.combine(heads.map((head) => lockAtCommit(manifests, head, slot.path))))
    .map((locks) => locks.flatMap((lock) => (lock === undefined ? [] : [lock.release.id])));
}
