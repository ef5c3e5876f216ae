import { callGitHub, type GitHubError } from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { Repository } from "./repository.ts";

/**
 * GitHub gives up on trees of about 200 inline files, so larger ones are written in steps.
 *
 * @see https://docs.github.com/rest/git/trees#create-a-tree
 */
const TREE_CHUNK = 100;

/**
 * A file of a commit: text to write, or undefined to delete it.
 *
 * @internal
 */
export interface FileWrite {
  /** Path from the root of the repository. */
  readonly path: string;
  /** Text, or undefined for a file that exists and has to go. */
  readonly text: string | undefined;
}

/**
 * Writes a commit without a clone. No branch moves.
 *
 * @returns the sha of the commit, or a GitHub error.
 * @internal
 */
export function writeCommit(
  repository: Repository,
  commit: {
    readonly message: string;
    /** Tree that the files are written on top of; undefined for none. */
    readonly base: string | undefined;
    readonly files: readonly FileWrite[];
    readonly parents: readonly string[];
  },
): ResultAsync<string, GitHubError> {
  const { client, owner, repo } = repository;
  const { message, base, files, parents } = commit;
  return writeTree(repository, base, files)
    .andThen((tree) =>
      callGitHub(client, "POST /repos/{owner}/{repo}/git/commits", {
        owner,
        repo,
        message,
        tree,
        parents: [...parents],
      }),
    )
    .map(({ sha }) => sha);
}

function writeTree(
  repository: Repository,
  base: string | undefined,
  files: readonly FileWrite[],
): ResultAsync<string, GitHubError> {
  const { client, owner, repo } = repository;
  const tree = files.slice(0, TREE_CHUNK).map(({ path, text }) => ({
    path,
    mode: "100644" as const,
    type: "blob" as const,
    ...(text === undefined ? { sha: null } : { content: text }),
  }));
  const rest = files.slice(TREE_CHUNK);
  return callGitHub(client, "POST /repos/{owner}/{repo}/git/trees", {
    owner,
    repo,
    tree,
    ...(base !== undefined && { base_tree: base }),
  }).andThen(({ sha }) => (rest.length === 0 ? okAsync(sha) : writeTree(repository, sha, rest)));
}
