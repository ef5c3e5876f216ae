import type { Account } from "../account.ts";
import { isAncestor, listBetween } from "../git/history.ts";
import type { GitHubInstance } from "../instance.ts";
import { timestamp } from "../timestamp.ts";
import { branchOf, type RefChange } from "../pushes/ref-change.ts";
import type { PullRequest } from "../records/pull-request.ts";
import type { Repository } from "../records/repository.ts";
import { closePull, emitPullEvent, headRefOf, savePull } from "./pull-state.ts";

/** Brings open pull requests up to date after a branch has changed. */
export async function followPush(
  github: GitHubInstance,
  repository: Repository,
  actor: Account,
  change: RefChange,
): Promise<void> {
  const branch = branchOf(change);
  if (branch === undefined) return;
  for (const pull of repository.records.pulls.values()) {
    if (pull.state === "closed") continue;
    if (pull.headRef === branch) await followHead(github, repository, actor, pull, change);
    else if (pull.baseRef === branch) await followBase(github, repository, actor, pull, change);
  }
}

// A pull request whose head branch is deleted is closed:
// https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/closing-a-pull-request
async function followHead(
  github: GitHubInstance,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  { from, to }: RefChange,
): Promise<void> {
  if (to === undefined) {
    await closePull(github, repository, actor, pull);
    return;
  }
  const { git } = repository;
  await git.updateRef(headRefOf(pull.number), to, git.refs.read(headRefOf(pull.number)));
  const baseSha = git.refs.read(`refs/heads/${pull.baseRef}`) ?? pull.baseSha;
  const synchronized = savePull(github, repository, { ...pull, headSha: to, baseSha });
  await emitPullEvent(github, repository, actor, synchronized, { action: "synchronize", before: from, after: to });
}

// "Indirect merges": https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges#indirect-merges
async function followBase(
  github: GitHubInstance,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  { from, to }: RefChange,
): Promise<void> {
  if (to === undefined) {
    await closePull(github, repository, actor, pull);
    return;
  }
  if (from === undefined || !(await isAncestor(repository.git, pull.headSha, to))) return;
  const at = timestamp(github.now());
  const introduced = await listBetween(repository.git, from, to);
  const merged = savePull(github, repository, {
    ...pull,
    baseSha: from,
    state: "closed",
    closedAt: at,
    merge: { sha: to, at, by: actor.login, introduced },
  });
  await emitPullEvent(github, repository, actor, merged, { action: "closed" });
}
