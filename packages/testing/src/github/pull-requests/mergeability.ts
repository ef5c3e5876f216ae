import { personAt } from "../git/commit-object.ts";
import { mergeTrees } from "../git/merge.ts";
import type { PullRequest } from "../records/pull-request.ts";
import type { Repository } from "../records/repository.ts";

/** Whether a pull request can be merged, and the commit that GitHub made to find out. */
export interface Mergeability {
  /** Null when the pull request is closed. */
  readonly mergeable: boolean | null;
  /** The test merge commit; it is on no branch. */
  readonly testMergeSha: string | null;
}

/** Merges head into base on the side. */
export async function testMerge(repository: Repository, pull: PullRequest): Promise<Mergeability> {
  const { git } = repository;
  const base = git.refs.read(`refs/heads/${pull.baseRef}`);
  const head = await git.objects.readCommit(pull.headSha);
  if (pull.state === "closed" || base === undefined || head === undefined)
    return { mergeable: null, testMergeSha: null };
  const tree = await mergeTrees(git, base, pull.headSha);
  if (tree === undefined) return { mergeable: false, testMergeSha: null };
  // The time of the head, so that the same merge is the same commit.
  const author = personAt("GitHub", "noreply@github.com", new Date(head.committer.seconds * 1000));
  const message = `Merge ${pull.headSha} into ${base}`;
  const commit = { tree, parents: [base, pull.headSha], author, committer: author, message };
  return { mergeable: true, testMergeSha: git.objects.writeCommit(commit) };
}
