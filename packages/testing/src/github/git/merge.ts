import { personAt } from "./commit-object.ts";
import type { GitRepository } from "./git-repository.ts";
import { listBetween } from "./history.ts";

/** Merges two commits with Git's `ort` strategy; undefined when there are conflicts. */
export async function mergeTrees(git: GitRepository, ours: string, theirs: string): Promise<string | undefined> {
  const answer = await git.ask(["merge-tree", "--write-tree", "--no-messages", ours, theirs], { accept: [0, 1] });
  return answer.exitCode === 0 ? answer.stdout.toString("latin1").slice(0, 40) : undefined;
}

/** A commit that was put on top of another one. */
export interface PickedCommit {
  readonly tree: string;
  /** The commit whose change, author and message it takes over. */
  readonly original: string;
}

/**
 * Finds the trees that the commits of a branch get on top of another commit, oldest first.
 *
 * Merge commits, and commits whose change is there already, are left out, as `git rebase` does.
 *
 * @returns undefined when one of them conflicts.
 */
export async function rebaseTrees(
  git: GitRepository,
  onto: string,
  head: string,
): Promise<readonly PickedCommit[] | undefined> {
  const picked: PickedCommit[] = [];
  let current = (await git.objects.readCommit(onto))?.tree;
  for (const original of await listBetween(git, onto, head)) {
    const commit = await git.objects.readCommit(original);
    if (commit === undefined || current === undefined || commit.parents.length > 1) continue;
    const [parent] = commit.parents;
    const before = parent === undefined ? git.objects.writeTree([]) : (await git.objects.readCommit(parent))?.tree;
    const tree =
      before === undefined ? undefined : await applyChange(git, { before, after: commit.tree, onto: current });
    if (tree === undefined) return undefined;
    const vanished = tree === current && commit.tree !== before;
    if (!vanished) picked.push({ tree, original });
    current = tree;
  }
  return picked;
}

interface TreeChange {
  readonly before: string;
  readonly after: string;
  readonly onto: string;
}

// `git merge-tree --merge-base` came with Git 2.40: https://git-scm.com/docs/git-merge-tree. Two commits without a name
// whose parent has the wanted base as its tree make older versions do the same.
function applyChange(git: GitRepository, { before, after, onto }: TreeChange): Promise<string | undefined> {
  const someone = personAt("embedded-github", "noreply@github.com", new Date(0));
  const commit = (tree: string, parents: readonly string[]): string =>
    git.objects.writeCommit({ tree, parents, author: someone, committer: someone, message: "base of a rebase" });
  const base = commit(before, []);
  return mergeTrees(git, commit(onto, [base]), commit(after, [base]));
}
