import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runGit } from "../../github/git/run-git.ts";

/** A commit that was fetched, and its files. */
export interface FetchedCommit {
  /** Id of the commit. */
  readonly sha: string;
  /** First line of its message. */
  readonly subject: string;
}

/** A repository as a client of git sees it; fetched objects are kept in a folder of their own. */
export interface GitRemote {
  /** Asks which commit a branch is at, without fetching it; undefined when there is no such branch. */
  head(branch: string): Promise<string | undefined>;
  /** Fetches the commit that a branch is at, without its history. */
  fetch(branch: string): Promise<FetchedCommit>;
  /** Reads the files of a fetched commit below a folder, by their path below it; undefined when there is no such folder. */
  readFolder(sha: string, folder: string): Promise<ReadonlyMap<string, string> | undefined>;
  /** Removes the folder of fetched objects. */
  close(): Promise<void>;
}

/**
 * Opens a repository by its address, with the git of the machine; Flux reads it over the same protocols.
 *
 * @param signal Gives what ends the commands that begin from now on; a server may take them and never answer.
 */
export function openGitRemote(url: string, signal?: () => AbortSignal): GitRemote {
  let directory: Promise<string> | undefined;
  // Git locks the folder, so that one command writes to it at a time.
  let writing: Promise<unknown> = Promise.resolve();

  const opened = (): Promise<string> => (directory ??= createBareRepository());

  const read = async (args: readonly string[], input?: string): Promise<Buffer> =>
    (
      await runGit(await opened(), args, {
        ...(input !== undefined && { input }),
        ...(signal !== undefined && { signal: signal() }),
      })
    ).stdout;

  const fetchHead = async (branch: string): Promise<FetchedCommit> => {
    await read(["fetch", "--quiet", "--depth=1", "--no-tags", url, `+refs/heads/${branch}:refs/fetched/${branch}`]);
    const [sha = "", subject = ""] = (await read(["log", "-1", "--format=%H%n%s", `refs/fetched/${branch}`]))
      .toString()
      .split("\n");
    return { sha, subject };
  };

  return {
    head: async (branch) => {
      const line = (await read(["ls-remote", url, `refs/heads/${branch}`])).toString();
      return /^[0-9a-f]{40}/.exec(line)?.[0];
    },

    fetch: (branch) => {
      const fetched = writing.then(() => fetchHead(branch));
      writing = fetched.catch(() => undefined);
      return fetched;
    },

    readFolder: async (sha, folder) => {
      const prefix = folder === "" ? "" : `${folder}/`;
      const list = await read(["ls-tree", "-r", "-z", "--full-tree", sha, ...(prefix === "" ? [] : ["--", prefix])]);
      const blobs = list.toString().split("\0").flatMap(parseTreeEntry);
      if (blobs.length === 0) return undefined;
      const contents = splitBatch(await read(["cat-file", "--batch"], blobs.map(({ id }) => `${id}\n`).join("")));
      return new Map(blobs.map(({ path }, index) => [path.slice(prefix.length), contents[index] ?? ""]));
    },

    close: async () => {
      const opened = await directory;
      directory = undefined;
      if (opened !== undefined) await rm(opened, { recursive: true, force: true });
    },
  };
}

async function createBareRepository(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "flux-player-"));
  await runGit(directory, ["init", "--quiet", "--bare"]);
  return directory;
}

/** Reads `<mode> <type> <id>\t<path>`; symbolic links and submodules are no manifests. */
function parseTreeEntry(entry: string): { readonly id: string; readonly path: string }[] {
  const [, id, path] = /^100(?:644|755) blob ([0-9a-f]+)\t(.+)$/s.exec(entry) ?? [];
  return id === undefined || path === undefined ? [] : [{ id, path }];
}

/**
 * Splits the answer of `git cat-file --batch`: a header line with the size, so many bytes, and a line break, for each object.
 *
 * @see https://git-scm.com/docs/git-cat-file#_batch_output
 */
function splitBatch(output: Buffer): string[] {
  const contents: string[] = [];
  for (let start = 0; start < output.length;) {
    const end = output.indexOf("\n", start) + 1;
    const size = Number(output.toString("latin1", start, end).trim().split(" ").at(-1));
    contents.push(output.toString("utf8", end, end + size));
    start = end + size + 1;
  }
  return contents;
}
