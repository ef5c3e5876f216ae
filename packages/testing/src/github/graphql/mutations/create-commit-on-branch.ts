import { editTree, MissingPathError, type TreeEdit } from "../../git/edit-tree.ts";
import { findEntry } from "../../git/read-tree.ts";
import { pushRef } from "../../pushes/push-ref.ts";
import type { Repository } from "../../records/repository.ts";
import { accountAsPerson } from "../../rest/git/commits.ts";
import { timestamp } from "../../timestamp.ts";
import { webFlow } from "../../web-flow.ts";
import { GraphQLProblem } from "../graphql-problem.ts";
import type { Scope } from "../scope.ts";
import { loadCommit, refSource } from "../sources.ts";
import { findBranch, requireWritable, type CommittableBranch, type TargetBranch } from "./target-branch.ts";

/** @see https://docs.github.com/graphql/reference/input-objects#createcommitonbranchinput */
export interface CreateCommitOnBranchInput {
  readonly clientMutationId?: string | null;
  readonly branch: CommittableBranch;
  readonly message: { readonly headline: string; readonly body?: string | null };
  readonly fileChanges?: FileChanges | null;
  readonly expectedHeadOid: string;
}

interface FileChanges {
  readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null;
  readonly deletions?: readonly { readonly path: string }[] | null;
}

/**
 * Appends a commit to a branch, if the branch still is where the caller saw it. GitHub commits and signs it.
 *
 * @throws GraphQLProblem STALE_DATA when the branch has moved.
 * @see https://docs.github.com/graphql/reference/mutations#createcommitonbranch
 */
export function createCommitOnBranch(scope: Scope, input: CreateCommitOnBranchInput): Promise<unknown> {
  const target = findBranch(scope, input.branch);
  const { repository } = target;
  requireWritable(scope, repository);
  return scope.access.write(repository, async () => {
    const sha = await commit(scope, target, input);
    return {
      clientMutationId: input.clientMutationId ?? null,
      commit: await loadCommit(repository, sha),
      ref: refSource(repository, target.ref, sha),
    };
  });
}

async function commit(
  { github, account }: Scope,
  { repository, ref }: TargetBranch,
  { message, fileChanges, expectedHeadOid }: CreateCommitOnBranchInput,
): Promise<string> {
  const head = repository.git.refs.read(ref);
  const before = head === undefined ? undefined : await repository.git.objects.readCommit(head);
  if (head === undefined || before === undefined) {
    throw new GraphQLProblem("NOT_FOUND", `A ref named "${ref}" does not exist in ${repository.fullName}.`);
  }
  if (head !== expectedHeadOid) {
    // donaldgifford/repo-guardian, spike 1, has the whole answer.
    throw new GraphQLProblem(
      "STALE_DATA",
      `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`,
    );
  }
  const sha = repository.git.objects.writeCommit({
    tree: await changeFiles(repository, { head, tree: before.tree }, fileChanges ?? {}),
    parents: [head],
    author: accountAsPerson(account, github.now()),
    committer: webFlow(github.now()),
    message: [message.headline, ...(message.body ? [message.body] : [])].join("\n\n"),
  });
  repository.records.signedCommits.set(sha, timestamp(github.now()));
  await pushRef({ github, repository, actor: account }, { ref, from: head, to: sha });
  return sha;
}

async function changeFiles(
  { git }: Repository,
  { head, tree }: { readonly head: string; readonly tree: string },
  { additions, deletions }: FileChanges,
): Promise<string> {
  const edits = new Map<string, TreeEdit>();
  const edit = (path: string, change: TreeEdit): void => {
    // ShipfoxHQ/shipfox quotes the words.
    if (edits.has(path)) throw new GraphQLProblem("UNPROCESSABLE", `Path must be unique: ${path}`);
    if (!isPath(path)) throw new GraphQLProblem("UNPROCESSABLE", `Path is malformed: ${path}`);
    edits.set(path, change);
  };
  for (const { path } of deletions ?? []) edit(path, "delete");
  for (const { path, contents } of additions ?? []) {
    if (!isBase64(contents)) throw new GraphQLProblem("UNPROCESSABLE", `Contents of ${path} are not valid Base64.`);
    const mode = (await findEntry(git.objects, tree, path))?.mode;
    const sha = git.objects.writeBlob(Buffer.from(contents, "base64"));
    edit(path, { mode: mode === "100755" ? mode : "100644", sha });
  }
  try {
    return await editTree(git.objects, tree, edits);
  } catch (error) {
    if (!(error instanceof MissingPathError)) throw error;
    throw new GraphQLProblem(
      "NOT_FOUND",
      `A path was requested for deletion which does not exist as of commit oid \`${head}\``,
    );
  }
}

function isPath(path: string): boolean {
  return path.split("/").every((name) => !["", ".", "..", ".git"].includes(name.toLowerCase()) && !name.includes("\0"));
}

// RFC 4648 with padding, as the description of FileChanges demands.
function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text);
}
