import { callGitHub, type GitHubClient, type GitHubError } from "@gitops/github-reporter";
import { err, errAsync, ok, okAsync, ResultAsync } from "neverthrow";

import { UnreadableError } from "../errors.ts";
import type { ObjectCache } from "./object-cache.ts";

/**
 * A repository on GitHub, read as Git objects without a clone.
 *
 * @internal
 */
export interface Repository {
  /** `owner/name`. */
  readonly fullName: string;
  /** The owner's login. */
  readonly owner: string;
  /** The name without the owner. */
  readonly repo: string;
  /** The client for this repository. */
  readonly client: GitHubClient;
  /** Objects that were read before. */
  readonly cache: ObjectCache;
}

/**
 * A file of a Git tree.
 *
 * @internal
 */
export interface TreeFile {
  /** Path from the root of the repository. */
  readonly path: string;
  /** Sha of the blob. */
  readonly sha: string;
  /** Whether it is a symbolic link, and the blob holds its target. */
  readonly isLink: boolean;
}

const LINK_MODE = "120000";

/**
 * Turns "404 Not Found" into undefined, for reads where absence is an answer.
 *
 * @internal
 */
export function orAbsent<T>(result: ResultAsync<T, GitHubError>): ResultAsync<T | undefined, GitHubError> {
  return result.orElse((error) =>
    error.code === "GITHUB_REQUEST_FAILED" && error.status === 404 ? okAsync(undefined) : errAsync(error),
  );
}

/**
 * Reads the head of a branch: its commit and that commit's tree.
 *
 * @internal
 */
export function readBranch(
  repository: Repository,
  branch: string,
): ResultAsync<{ readonly sha: string; readonly tree: string } | undefined, GitHubError> {
  const { client, owner, repo } = repository;
  return orAbsent(
    callGitHub(client, "GET /repos/{owner}/{repo}/git/ref/{ref}", { owner, repo, ref: `heads/${branch}` }),
  ).andThen((ref) =>
    ref === undefined
      ? okAsync(undefined)
      : readTreeOf(repository, ref.object.sha).map((tree) => ({ sha: ref.object.sha, tree })),
  );
}

/**
 * Reads the tree of a commit, once: it never changes.
 *
 * @internal
 */
export function readTreeOf(
  { client, owner, repo, cache }: Repository,
  commit: string,
): ResultAsync<string, GitHubError> {
  const key = `commit ${commit}`;
  const known = cache.get(key);
  if (known !== undefined) return okAsync(known);
  return callGitHub(client, "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
    owner,
    repo,
    commit_sha: commit,
  }).map(({ tree }) => {
    cache.set(key, tree.sha);
    return tree.sha;
  });
}

/**
 * Lists every file below a tree.
 *
 * @returns the files, `UNREADABLE` when GitHub cuts the list (over 100,000 entries or 7 MB), or a GitHub error.
 * @see https://docs.github.com/rest/git/trees#get-a-tree
 * @internal
 */
export function listFiles(
  { client, owner, repo, fullName, cache }: Repository,
  tree: string,
): ResultAsync<readonly TreeFile[], GitHubError | UnreadableError> {
  const key = `tree ${tree}`;
  const known = cache.get(key);
  if (known !== undefined) return okAsync(JSON.parse(known) as TreeFile[]);
  return callGitHub(client, "GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
    owner,
    repo,
    tree_sha: tree,
    recursive: "1",
  }).andThen((listed) => {
    if (listed.truncated) {
      return err(
        new UnreadableError(`GitHub cuts the file list of tree ${tree} in ${fullName}: it has too many files`),
      );
    }
    const files = listed.tree
      .filter(({ type }) => type === "blob")
      .map(({ path, sha, mode }): TreeFile => ({ path, sha, isLink: mode === LINK_MODE }));
    cache.set(key, JSON.stringify(files));
    return ok(files);
  });
}

/**
 * Reads a blob as text.
 *
 * @returns the text, `UNREADABLE` when it is not UTF-8, or a GitHub error.
 * @internal
 */
export function readBlob(
  { client, owner, repo, fullName, cache }: Repository,
  { path, sha }: TreeFile,
): ResultAsync<string, GitHubError | UnreadableError> {
  const known = cache.get(sha);
  if (known !== undefined) return okAsync(known);
  return callGitHub(client, "GET /repos/{owner}/{repo}/git/blobs/{file_sha}", { owner, repo, file_sha: sha }).andThen(
    (blob) => {
      try {
        const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
          Buffer.from(blob.content, "base64"),
        );
        cache.set(sha, text);
        return ok(text);
      } catch {
        return err(new UnreadableError(`${path} in ${fullName} is not UTF-8 text`));
      }
    },
  );
}

/**
 * Reads all files of a tree as bytes, keyed by their path: what engines render may hold any kind of file.
 *
 * @returns the files, `UNREADABLE` when one is a symbolic link, or a GitHub error.
 * @internal
 */
export function readFiles(
  repository: Repository,
  files: readonly TreeFile[],
): ResultAsync<ReadonlyMap<string, Uint8Array>, GitHubError | UnreadableError> {
  const link = findLink(repository, files);
  if (link !== undefined) return errAsync(link);
  return ResultAsync.combine(
    files.map((file) => readBytes(repository, file).map((bytes) => [file.path, bytes] as const)),
  ).map((read) => new Map(read));
}

/** Git keeps the target of a link as if it were the text of a file. */
function findLink({ fullName }: Repository, files: readonly TreeFile[]): UnreadableError | undefined {
  const link = files.find(({ isLink }) => isLink);
  return (
    link && new UnreadableError(`${link.path} in ${fullName} is a symbolic link; put the file itself in its place`)
  );
}

function readBytes(
  { client, owner, repo, cache }: Repository,
  { sha }: TreeFile,
): ResultAsync<Uint8Array, GitHubError> {
  const key = `bytes ${sha}`;
  const known = cache.get(key);
  if (known !== undefined) return okAsync(Buffer.from(known, "base64"));
  return callGitHub(client, "GET /repos/{owner}/{repo}/git/blobs/{file_sha}", { owner, repo, file_sha: sha }).map(
    ({ content }) => {
      cache.set(key, content);
      return Buffer.from(content, "base64");
    },
  );
}

/**
 * Reads the YAML and JSON files below a folder of a tree, keyed by the path from that folder; others are left alone.
 *
 * @param folder - Path of the folder; empty for the whole tree.
 * @internal
 */
export function readFolder(
  repository: Repository,
  files: readonly TreeFile[],
  folder: string,
): ResultAsync<ReadonlyMap<string, string>, GitHubError | UnreadableError> {
  const prefix = folder === "" ? "" : `${folder}/`;
  const inside = files.filter(({ path }) => path.startsWith(prefix) && /\.(ya?ml|json)$/.test(path));
  const link = findLink(repository, inside);
  if (link !== undefined) return errAsync(link);
  return ResultAsync.combine(inside.map((file) => readBlob(repository, file).map((text) => ({ file, text })))).map(
    (read) => new Map(read.map(({ file, text }) => [file.path.slice(prefix.length), text])),
  );
}
