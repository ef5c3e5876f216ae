import { personAt } from "../git/commit-object.ts";
import { editTree, type TreeEdit } from "../git/edit-tree.ts";
import type { GitHubInstance } from "../instance.ts";
import { settingsOf, type Repository } from "../records/repository.ts";

/** Writes the first commit of an empty repository, by its owner; no webhook tells of it, as none can be registered yet. */
export async function firstCommit(
  github: GitHubInstance,
  repository: Repository,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const { objects } = repository.git;
  const edits = new Map<string, TreeEdit>();
  for (const [path, content] of Object.entries(files)) {
    edits.set(path, { mode: "100644", sha: objects.writeBlob(Buffer.from(content)) });
  }
  const author = personAt(repository.owner, `${repository.owner}@users.noreply.github.com`, github.now());
  const tree = await editTree(objects, undefined, edits);
  const sha = objects.writeCommit({ tree, parents: [], author, committer: author, message: "Initial commit" });
  await repository.git.updateRef(`refs/heads/${settingsOf(repository).defaultBranch}`, sha, undefined);
  return sha;
}
