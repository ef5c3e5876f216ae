import { encodeLock, LOCK_FILE } from "@gitops/github-reporter";
import { err, ok, okAsync, type ResultAsync, safeTry } from "neverthrow";

import type { SlotChange } from "../decide/action.ts";
import type { PromotionError } from "../errors.ts";
import type { FileWrite } from "../git/write-commit.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { ensurePullRequest } from "../pull-request/ensure-pull-request.ts";
import { createConfigReader } from "../render/config/config-reader.ts";
import type { GatesStatus, ProposalView, SlotView, TrackView, World } from "../world.ts";
import type { Performed, SkippedSlot } from "./performed.ts";
import { prepareSlot, type PreparedSlot } from "./prepare-slot.ts";
import { describeProposal } from "./describe-proposal.ts";
import { recordSameContent } from "./record-same-content.ts";
import { ensureStillDue } from "./still-due.ts";
import { writeHead } from "./write-head.ts";

/** What can be proposed, and what cannot. */
interface Preparation {
  readonly prepared: readonly PreparedSlot[];
  readonly skipped: readonly SkippedSlot[];
}

/** The track that a proposal is for, in the world that it was decided in. */
interface ProposalPlace {
  readonly world: World;
  readonly view: TrackView;
  readonly slots: readonly SlotView[];
}

/**
 * Proposes changes for the slots of a track: renders or restores them, commits manifests and locks to the track's branch,
 * opens the pull request or brings it up to date.
 *
 * A slot that cannot be rendered is left out, so that it does not hold up the others of its track.
 *
 * @internal
 */
export function propose(
  context: PromoterContext,
  place: ProposalPlace,
  changes: readonly SlotChange[],
): ResultAsync<Performed, PromotionError> {
  return safeTry<Performed, PromotionError>(async function* () {
    const { view, slots, world } = place;
    const { prepared, skipped } = yield* prepareSlots(context, place, changes);
    const [failure] = skipped;
    if (prepared.length === 0 && failure !== undefined) {
      // What heals by itself is a failure of the whole action, and tried again with the next look.
      return skipped.length === 1 ? err(failure.error) : ok<Performed>({ outcome: "failed", skipped });
    }
    const due: PreparedSlot[] = [];
    for (const slot of prepared) {
      if (slot.lock.content === slot.view.live?.lock.content) yield* recordSameContent(context, slot.view, slot);
      else due.push(slot);
    }
    if (due.length === 0) return ok<Performed>({ outcome: "same-content", skipped });

    const { gates, ...wanted } = yield* describeProposal(context, { world, view, prepared: due });
    const head = yield* headOf(context, view, { due, gates });
    const { proposal } = view;
    if (proposal?.pullRequest === undefined) yield* ensureStillDue(context, view, slots, head);
    const ensured = yield* ensurePullRequest(context, { track: view.track, proposal, ...wanted });
    return ok<Performed>({ ...ensured, skipped });
  });
}

function prepareSlots(
  context: PromoterContext,
  { view, slots }: ProposalPlace,
  changes: readonly SlotChange[],
): ResultAsync<Preparation, PromotionError> {
  return safeTry<Preparation, PromotionError>(async function* () {
    const reader = createConfigReader(context);
    const prepared: PreparedSlot[] = [];
    const skipped: SkippedSlot[] = [];
    for (const change of changes) {
      const slot = slots.find((one) => one.slot.id === change.slot);
      if (slot === undefined) throw new RangeError(`no slot ${change.slot} in ${view.track.id}`);
      const made = yield* prepareSlot(context, { view: slot, change, base: view.base, reader })
        .map((done) => ({ prepared: [done], skipped: [] }))
        .orElse((error) => (heals(error) ? err(error) : ok({ prepared: [], skipped: [{ slot: change.slot, error }] })));
      prepared.push(...made.prepared);
      skipped.push(...made.skipped);
    }
    return ok({ prepared, skipped });
  });
}

/** A track that is half proposed because GitHub was down would be proposed anew a moment later. */
function heals({ code }: PromotionError): boolean {
  return code === "GITHUB_UNAVAILABLE" || code === "GITHUB_RATE_LIMITED";
}

/** A head that we made for these very locks needs no other commit; only its pull request is missing. */
function headOf(
  context: PromoterContext,
  view: TrackView,
  { due, gates }: { readonly due: readonly PreparedSlot[]; readonly gates: GatesStatus },
): ResultAsync<string, PromotionError> {
  const { proposal } = view;
  if (isReady(proposal, due)) return okAsync(proposal.sha);
  return writeHead(context, view, { files: due.flatMap(fileWrites), locks: due, gates });
}

function isReady(proposal: ProposalView | undefined, due: readonly PreparedSlot[]): proposal is ProposalView {
  if (proposal === undefined || !proposal.isOurs || proposal.pullRequest !== undefined) return false;
  const proposed = Object.keys(proposal.changes).length;
  return (
    proposed === due.length &&
    due.every(({ view, lock }) => {
      const known = proposal.changes[view.slot.id]?.lock;
      return known !== undefined && encodeLock(known) === encodeLock(lock);
    })
  );
}

function fileWrites({ view: { slot }, planned, lock }: PreparedSlot): readonly FileWrite[] {
  const { write, remove } = planned.change;
  return [
    ...[...write].map(([path, text]) => ({ path, text })),
    ...remove.map((path) => ({ path, text: undefined })),
    { path: `${slot.path}/${LOCK_FILE}`, text: encodeLock(lock) },
  ];
}
