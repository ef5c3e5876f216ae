import type { Account } from "../account.ts";
import { personAt, type Commit, type Person } from "../git/commit-object.ts";
import { listBetween } from "../git/history.ts";
import { mergeTrees, rebaseTrees } from "../git/merge.ts";
import type { PullRequest } from "../records/pull-request.ts";
import type { Repository } from "../records/repository.ts";
import { webFlow } from "../web-flow.ts";

/** The three ways to merge. */
export const MERGE_METHODS = ["merge", "squash", "rebase"] as const;
export type MergeMethod = (typeof MERGE_METHODS)[number];

/** What a merge is made of. */
export interface MergeInput {
  readonly repository: Repository;
  readonly pull: PullRequest;
  /** Tip of the base branch. */
  readonly base: string;
  /** Who merges. */
  readonly actor: Account;
  /** Who opened the pull request. */
  readonly author: Account;
  readonly title: string | undefined;
  readonly message: string | undefined;
  readonly now: Date;
}

/** The new tip of the base branch and all commits that came with it. */
export interface MergeResult {
  readonly sha: string;
  readonly introduced: readonly string[];
}

/**
 * Makes the commits of a merge; undefined when there are conflicts.
 *
 * @see https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges
 */
export function makeMerge(method: MergeMethod, input: MergeInput): Promise<MergeResult | undefined> {
  if (method === "merge") return mergeCommit(input);
  return method === "squash" ? squash(input) : rebase(input);
}

async function mergeCommit(input: MergeInput): Promise<MergeResult | undefined> {
  const { repository, pull, base } = input;
  const { git, owner } = repository;
  const tree = await mergeTrees(git, base, pull.headSha);
  if (tree === undefined) return undefined;
  const title = input.title ?? `Merge pull request #${pull.number} from ${owner}/${pull.headRef}`;
  const sha = git.objects.writeCommit({
    tree,
    parents: [base, pull.headSha],
    author: personOf(input.actor, input.now),
    committer: webFlow(input.now),
    message: joinMessage(title, input.message ?? pull.title),
  });
  return { sha, introduced: [...(await listBetween(git, base, pull.headSha)), sha] };
}

async function squash(input: MergeInput): Promise<MergeResult | undefined> {
  const { repository, pull, base } = input;
  const { git } = repository;
  const tree = await mergeTrees(git, base, pull.headSha);
  if (tree === undefined) return undefined;
  const originals = await Promise.all(
    (await listBetween(git, base, pull.headSha)).map((sha) => git.objects.readCommit(sha)),
  );
  const described = describeSquash(
    pull,
    originals.filter((commit) => commit !== undefined),
  );
  const sha = git.objects.writeCommit({
    tree,
    parents: [base],
    author: personOf(input.author, input.now),
    committer: webFlow(input.now),
    message: joinMessage(input.title ?? described.title, input.message ?? described.message),
  });
  return { sha, introduced: [sha] };
}

async function rebase({ repository, pull, base, actor, now }: MergeInput): Promise<MergeResult | undefined> {
  const { objects } = repository.git;
  const picked = await rebaseTrees(repository.git, base, pull.headSha);
  if (picked === undefined) return undefined;
  const introduced: string[] = [];
  let parent = base;
  for (const { tree, original } of picked) {
    const commit = await objects.readCommit(original);
    if (commit === undefined) return undefined;
    const { author, message } = commit;
    parent = objects.writeCommit({ tree, parents: [parent], author, committer: personOf(actor, now), message });
    introduced.push(parent);
  }
  return { sha: parent, introduced };
}

// The defaults of a repository: COMMIT_OR_PR_TITLE and COMMIT_MESSAGES, see
// https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/configuring-commit-squashing-for-pull-requests
function describeSquash(
  pull: PullRequest,
  commits: readonly Commit[],
): { readonly title: string; readonly message: string } {
  const [only, ...more] = commits;
  if (only !== undefined && more.length === 0) {
    const [subject = "", ...body] = only.message.trimEnd().split("\n");
    return { title: `${subject} (#${pull.number})`, message: body.join("\n").trim() };
  }
  const listed = commits.map(({ message }) => `* ${message.trimEnd()}`).join("\n\n");
  return { title: `${pull.title} (#${pull.number})`, message: listed };
}

function joinMessage(title: string, message: string): string {
  return message === "" ? title : `${title}\n\n${message}`;
}

function personOf(account: Account, now: Date): Person {
  return personAt(account.name, account.email, now);
}
