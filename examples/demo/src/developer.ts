import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs plain git, as a person would, with nothing of this machine's configuration. */
export async function git(directory: string, ...args: readonly string[]): Promise<string> {
  const environment = {
    PATH: process.env["PATH"],
    HOME: directory,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
  };
  const { stdout } = await execute("git", ["-C", directory, ...args], { env: environment });
  return stdout.trim();
}

/** Clones a repository, hands the work tree to a task, and removes it. */
export async function withClone<T>(url: string, task: (directory: string) => Promise<T>, depth?: number): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "gitops-demo-"));
  try {
    await git(directory, "clone", "--quiet", ...(depth === undefined ? [] : [`--depth=${depth}`]), url, ".");
    return await task(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** A person with an account: the login and a mail address that GitHub knows them by. */
export interface Developer {
  readonly login: string;
  readonly email: string;
  readonly token: string;
}

/** Edits one file of the main branch and pushes it; returns the commit. */
export async function pushEdit(
  repositoryUrl: string,
  developer: Developer,
  edit: { readonly file: string; readonly replace: readonly [from: string, to: string]; readonly message: string },
): Promise<string> {
  const url = new URL(repositoryUrl);
  url.username = developer.login;
  url.password = developer.token;
  return withClone(url.href, async (directory) => {
    const file = join(directory, edit.file);
    const text = await readFile(file, "utf8");
    if (!text.includes(edit.replace[0])) throw new Error(`${edit.file} does not contain ${edit.replace[0]}`);
    await writeFile(file, text.replace(...edit.replace));
    await git(directory, "config", "user.name", developer.login);
    await git(directory, "config", "user.email", developer.email);
    await git(directory, "commit", "--quiet", "--all", "--message", edit.message);
    await git(directory, "push", "--quiet", "origin", "HEAD:main");
    return git(directory, "rev-parse", "HEAD");
  });
}
