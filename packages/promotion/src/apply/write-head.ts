import type { ReleaseLock } from "@gitops/github-reporter";
import { ok, type ResultAsync, safeTry } from "neverthrow";

import type { PromotionError } from "../errors.ts";
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
