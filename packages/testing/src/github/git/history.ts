import type { GitRepository } from "./git-repository.ts";

/** Which commits of a history are asked for. */
export interface HistoryFilter {
  /** Only commits that changed this path. */
  readonly path?: string;
  /** Only commits of an author whose name or address contains this text. */
  readonly author?: string;
  readonly committer?: string;
  /** RFC 3339 times. */
  readonly since?: string;
  readonly until?: string;
}

/** Lists the commits that are reached from one, newest first, with Git's own history simplification. */
export async function listHistory(
  git: GitRepository,
  from: string,
  filter: HistoryFilter = {},
): Promise<readonly string[]> {
  const { path, author, committer, since, until } = filter;
  const args = ["rev-list"];
  if (author !== undefined) args.push("--fixed-strings", `--author=${author}`);
  if (committer !== undefined) args.push("--fixed-strings", `--committer=${committer}`);
  if (since !== undefined) args.push(`--since=${since}`);
  if (until !== undefined) args.push(`--until=${until}`);
  args.push(from, "--");
  if (path !== undefined && path !== "") args.push(`:(literal)${path}`);
  return lines((await git.ask(args)).stdout);
}

/** Lists what one commit has and another has not, oldest first. */
export async function listBetween(git: GitRepository, base: string, head: string): Promise<readonly string[]> {
  return lines((await git.ask(["rev-list", "--topo-order", "--reverse", `${base}..${head}`, "--"])).stdout);
}

/** Finds the best common ancestor of two commits. */
export async function mergeBase(git: GitRepository, a: string, b: string): Promise<string | undefined> {
  return lines((await git.ask(["merge-base", a, b], { accept: [0, 1] })).stdout)[0];
}

export async function isAncestor(git: GitRepository, ancestor: string, commit: string): Promise<boolean> {
  if (ancestor === commit) return true;
  if ((await git.objects.readCommit(commit))?.parents.includes(ancestor) === true) return true;
  return (await git.ask(["merge-base", "--is-ancestor", ancestor, commit], { accept: [0, 1] })).exitCode === 0;
}

function lines(output: Buffer): readonly string[] {
  return output.toString("latin1").split("\n").filter(Boolean);
}
