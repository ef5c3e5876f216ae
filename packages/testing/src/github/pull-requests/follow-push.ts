import type { Acting } from "../acting.ts";
import { listBetween } from "../git/history.ts";
import { branchOf, type RefChange } from "../pushes/ref-change.ts";
import type { PullRequest } from "../records/pull-request.ts";
import { timestamp } from "../timestamp.ts";
import { closePull, emitPullEvent, headRefOf, savePull } from "./pull-state.ts";

/** Brings open pull requests up to date after a branch has changed. */
export async function followPush(acting: Acting, change: RefChange): Promise<void> {
  const branch = branchOf(change);
  if (branch === undefined) return;
  const open = [...acting.repository.records.pulls.values()].filter(({ state }) => state === "open");
  for (const pull of open) {
    if (pull.headRef === branch) await followHead(acting, pull, change);
  }
  const intoBranch = open.filter(({ baseRef }) => baseRef === branch);
  const { from, to } = change;
  if (to === undefined) for (const pull of intoBranch) await closePull(acting, pull);
  else if (from !== undefined && intoBranch.length > 0) await mergeIndirectly(acting, intoBranch, { from, to });
}

// A pull request whose head branch is deleted is closed:
// https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/closing-a-pull-request
async function followHead(acting: Acting, pull: PullRequest, { from, to }: RefChange): Promise<void> {
  if (to === undefined) {
    await closePull(acting, pull);
    return;
  }
  const { git } = acting.repository;
  await git.updateRef(headRefOf(pull.number), to, git.refs.read(headRefOf(pull.number)));
  const baseSha = git.refs.read(`refs/heads/${pull.baseRef}`) ?? pull.baseSha;
  const synchronized = savePull(acting, { ...pull, headSha: to, baseSha });
  await emitPullEvent(acting, synchronized, { action: "synchronize", before: from, after: to });
}

// "Indirect merges": https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges#indirect-merges
async function mergeIndirectly(
  acting: Acting,
  pulls: readonly PullRequest[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const { github, repository, actor } = acting;
  const introduced = await listBetween(repository.git, from, to);
  const at = timestamp(github.now());
  for (const pull of pulls.filter(({ headSha }) => introduced.includes(headSha))) {
    const merge = { sha: to, at, by: actor.login, introduced };
    const merged = savePull(acting, { ...pull, baseSha: from, state: "closed", closedAt: at, merge });
    await emitPullEvent(acting, merged, { action: "closed" });
  }
}
