import type { ReleaseLock } from "@gitops/github-reporter";
import { err, ok, type Result, type ResultAsync, safeTry } from "neverthrow";

import { InputInvalidError, type PromotionError } from "../errors.ts";
import { deleteBranch } from "../git/delete-branch.ts";
import { moveBranch } from "../git/move-branch.ts";
import { writeCommit, type FileWrite } from "../git/write-commit.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { GatesStatus, SlotView, TrackView } from "../world.ts";
import { commitMessage } from "./commit-message.ts";
import { writeGates } from "./report-gates.ts";

/**
 * Commits a proposal to the branch of its track.
 *
 * The commit has two parents: the head of the branch, so that updating it is a fast-forward of what was read and a
 * concurrent writer loses visibly; and the base, so that the pull request always merges and shows the slots alone.
 *
 * @returns the new head, `LOST_RACE` when somebody else was first, or a GitHub error.
 * @internal
 */
export function writeHead(
  context: PromoterContext,
  { track, base, proposal }: TrackView,
  change: {
    readonly files: readonly FileWrite[];
    readonly gates: GatesStatus;
    readonly locks: readonly { readonly view: SlotView; readonly lock: ReleaseLock }[];
  },
): ResultAsync<string, PromotionError> {
  return safeTry<string, PromotionError>(async function* () {
    const repository = context.repository(track.repository);
    yield* requireTwoParents(track, change.locks);
    const open = proposal?.pullRequest === undefined ? undefined : proposal.sha;
    // Without a pull request the branch is one that somebody closed: a new one starts from the base.
    if (proposal !== undefined && open === undefined) yield* deleteBranch(repository, track.branch, proposal.sha);
    const locks = change.locks.map(({ view: { slot }, lock }) => ({ slot, lock }));
    const head = yield* writeCommit(repository, {
      message: commitMessage(locks),
      base: base.tree,
      files: change.files,
      parents: open === undefined ? [base.sha] : [open, base.sha],
    });
    const { isOpen, text } = change.gates;
    yield* writeGates(context, track, { sha: head, state: isOpen ? "success" : "pending", text });
    yield* moveBranch(repository, track.branch, { from: open, to: head });
    return ok(head);
  });
}

/**
 * A rebase drops merge commits, and with them what a proposal with two parents was updated to; GitHub's own commits have one
 * parent. Better no proposal than a wrong one.
 */
function requireTwoParents(
  { id, commits }: TrackView["track"],
  slots: readonly { readonly view: SlotView }[],
): Result<undefined, InputInvalidError> {
  const isRebased = slots.some(({ view }) => view.slot.policy.mergeMethod === "rebase");
  if (commits === "git" && !isRebased) return ok(undefined);
  const what = isRebased ? "mergeMethod: rebase" : "commits: signed";
  return err(
    new InputInvalidError(`${id}: this version cannot propose with ${what}; use merge or squash, and commits: git`),
  );
}
