import { changedFiles, type ChangedFile } from "../git/diff.ts";
import { listBetween, mergeBase } from "../git/history.ts";
import type { PullRequest } from "../records/pull-request.ts";
import type { Repository } from "../records/repository.ts";

/** The commit that a pull request is compared with: the base branch as it is, or as it was before the merge. */
function currentBase(repository: Repository, pull: PullRequest): string {
  if (pull.state === "closed") return pull.baseSha;
  return repository.git.refs.read(`refs/heads/${pull.baseRef}`) ?? pull.baseSha;
}

/** The commits of a pull request, oldest first. */
export function pullCommits(repository: Repository, pull: PullRequest): Promise<readonly string[]> {
  return listBetween(repository.git, currentBase(repository, pull), pull.headSha);
}

/** The files that a pull request changes: head compared with the merge base. */
export async function pullFiles(repository: Repository, pull: PullRequest): Promise<readonly ChangedFile[]> {
  const base = await mergeBase(repository.git, currentBase(repository, pull), pull.headSha);
  return changedFiles(repository.git, base, pull.headSha);
}
