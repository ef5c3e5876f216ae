import { encodeLock, LOCK_FILE, type Release, type ReleaseLock } from "@gitops/github-reporter";
import {
  diffResources,
  parseResources,
  planChanges,
  type ManifestRendererError,
  type Resource,
  type TreeChange,
} from "@gitops/manifest-renderer";
import { ok, Result, type ResultAsync, safeTry } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import { moveBranch } from "../git/move-branch.ts";
import { listFiles, readFolder } from "../git/repository.ts";
import { writeCommit, type FileWrite } from "../git/write-commit.ts";
import { markCommit } from "../commit-mark.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { ProposalView, SlotView, World } from "../world.ts";
import { commitMessage } from "./commit-message.ts";
import { ensurePullRequest } from "./ensure-pull-request.ts";
import type { Proposed } from "./proposed.ts";
import { pullRequestBody } from "./pull-request-body.ts";
import { recordSameContent } from "./record-same-content.ts";
import { renderSlot } from "../render/render-slot.ts";
import { ensureStillDue } from "./still-due.ts";

/**
 * Proposes a release for a slot: renders it, commits manifests and lock to the slot's branch, opens the pull request.
 *
 * The commit has two parents: the head of the branch, so that updating it is a fast-forward of what was read and a
 * concurrent writer loses visibly; and the base, so that the pull request always merges and shows the slot alone.
 *
 * @internal
 */
export function propose(
  context: PromoterContext,
  world: World,
  view: SlotView,
  release: Release,
): ResultAsync<Proposed, PromotionError> {
  return safeTry(async function* () {
    const { slot, live, proposal } = view;
    const { manifests } = context;
    const { tree, lock } = yield* renderSlot(context, slot, { release, reason: "promotion" });
    if (lock.content === live?.lock.content) {
      yield* recordSameContent(context, view, release);
      return ok({ outcome: "same-content", url: undefined } as const);
    }
    const folder = yield* readFolder(manifests, yield* listFiles(manifests, world.base.tree), slot.path);
    const current = new Map([...folder].filter(([path]) => path !== LOCK_FILE));
    const change = yield* planChanges(current, tree, { previous: live?.lock.files });
    const before = yield* readManifests(slot.path, current);

    const head = isReady(proposal, lock) ? proposal.sha : yield* commit(context, world, view, { change, lock });
    if (proposal?.pullRequest === undefined) yield* ensureStillDue(context, world, view, head);
    const diffs = diffResources(before, tree.resources);
    const body = pullRequestBody(context, { view, world, release, diffs, warnings: tree.diagnostics });
    return ok(yield* ensurePullRequest(context, view, { release, body }));
  });
}

/** A head that we made for this very lock needs no other commit; only its pull request is missing. */
function isReady(proposal: ProposalView | undefined, lock: ReleaseLock): proposal is ProposalView {
  if (proposal?.lock === undefined || !proposal.isOurs || proposal.pullRequest !== undefined) return false;
  return encodeLock(proposal.lock) === encodeLock(lock);
}

function commit(
  context: PromoterContext,
  { base }: World,
  { slot, proposal }: SlotView,
  { change, lock }: { readonly change: TreeChange; readonly lock: ReleaseLock },
): ResultAsync<string, PromotionError> {
  return safeTry<string, PromotionError>(async function* () {
    const { manifests } = context;
    const head = yield* writeCommit(manifests, {
      message: commitMessage([{ slot, lock }]),
      base: base.tree,
      files: [...fileWrites(slot.path, change), { path: `${slot.path}/${LOCK_FILE}`, text: encodeLock(lock) }],
      parents: proposal === undefined ? [base.sha] : [proposal.sha, base.sha],
    });
    yield* markCommit(context, slot, { commit: head, release: lock.release });
    yield* moveBranch(manifests, slot.branch, { from: proposal?.sha, to: head });
    return ok(head);
  });
}

/** People may keep a README in the folder; Flux reads only YAML, and so does the diff. */
function readManifests(
  folder: string,
  files: ReadonlyMap<string, string>,
): Result<readonly Resource[], ManifestRendererError> {
  const manifests = [...files].filter(([path]) => /\.ya?ml$/.test(path));
  return Result.combine(manifests.map(([path, text]) => parseResources(text, { file: `${folder}/${path}` }))).map(
    (resources) => resources.flat(),
  );
}

function fileWrites(folder: string, { write, remove }: TreeChange): readonly FileWrite[] {
  return [
    ...[...write].map(([path, text]) => ({ path: `${folder}/${path}`, text })),
    ...remove.map((path) => ({ path: `${folder}/${path}`, text: undefined })),
  ];
}
