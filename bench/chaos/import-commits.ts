import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Files of a commit, by path. */
export type CommitFiles = Readonly<Record<string, string>>;

/**
 * Adds commits to the branch `main` of a bare repository, one on top of the other, in one process: by the API, hundreds of them
 * take longer than the run.
 *
 * @returns their shas.
 * @see https://git-scm.com/docs/git-fast-import
 */
export async function importCommits(
  directory: string,
  parent: string,
  commits: readonly CommitFiles[],
): Promise<readonly string[]> {
  const marks = join(directory, "chaos-marks");
  const git = spawn("git", ["-C", directory, "fast-import", "--quiet", `--export-marks=${marks}`], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  const ended = once(git, "exit");
  git.stdin.end(commits.map((files, index) => toCommand(files, index, parent)).join(""));
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`git fast-import ended with ${code ?? "a signal"}`);
  // GitHub finds the history of a path fast, and so does git with this.
  await promisify(execFile)("git", ["-C", directory, "commit-graph", "write", "--reachable", "--changed-paths"]);
  const lines = (await readFile(marks, "utf8")).trim().split("\n");
  await rm(marks);
  const shas = new Map(lines.map((line) => line.split(" ") as [string, string]));
  return commits.map((_, index) => shas.get(`:${index + 1}`) ?? "");
}

function toCommand(files: CommitFiles, index: number, parent: string): string {
  const changes = Object.entries(files).map(([path, content]) => `M 100644 inline ${path}\n${data(content)}`);
  const committer = `committer Developer <developer@acme.example> ${1_700_000_000 + index} +0000`;
  const head = ["commit refs/heads/main", `mark :${index + 1}`, committer, data(`Commit ${index + 1}`)].join("\n");
  return `${head}${index === 0 ? `from ${parent}\n` : ""}${changes.join("")}\n`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
