import { spawn } from "node:child_process";

/** What a git command answered. */
export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Options of {@link runGit}. */
export interface RunGitOptions {
  /** Bytes for standard input; default none. */
  readonly input?: string | Buffer;
  /** Exit codes that are an answer and no failure; default only 0. */
  readonly accept?: readonly number[];
  /** Ends the command; the promise rejects then. Default: none. */
  readonly signal?: AbortSignal;
}

/** Runs git in a repository, untouched by the configuration of the machine or of the user. */
export function runGit(directory: string, args: readonly string[], options: RunGitOptions = {}): Promise<GitAnswer> {
  const { input, accept = [0], signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["--git-dir", directory, ...args], { env: gitEnvironment(), signal });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      const answer = { exitCode: code ?? -1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
      if (accept.includes(answer.exitCode)) resolve(answer);
      else reject(new Error(`git ${args.join(" ")} ended with ${answer.exitCode}: ${answer.stderr.trim()}`));
    });
    // A command that does not read its input may close the pipe early; its exit code tells the rest.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** The environment for git: the search path, and nothing that changes how git behaves. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
  };
}
