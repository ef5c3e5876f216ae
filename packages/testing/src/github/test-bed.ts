import { execFile } from "node:child_process";
import { promisify } from "node:util";

import type { EmbeddedGitHub, EmbeddedGitHubOptions, CreatedRepository } from "./embedded-github.ts";
import { gitEnvironment } from "./git/run-git.ts";
import { startGitHub } from "./start-github.ts";

/** What a REST call answered. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** An error as GitHub words it. */
export interface Problem {
  readonly message: string;
  readonly errors?: readonly unknown[];
  readonly documentation_url: string;
  readonly status: string;
}

/** An object that has an id of Git. */
export interface Hashed {
  readonly sha: string;
}

/** A repository `acme/shop` on an embedded GitHub with two accounts, `bot` and `ada`. */
export interface TestBed {
  readonly github: EmbeddedGitHub;
  readonly repository: CreatedRepository;
  /** The first commit, with a README.md and two files under deploy/. */
  readonly head: string;
  /** Calls an operation below `/repos/acme/shop`, as `bot` unless another account is named. */
  call<Body = Problem>(operation: string, body?: unknown, login?: string): Promise<Answer<Body>>;
  /** Runs git in the bare repository and returns what it prints. */
  git(...args: readonly string[]): Promise<string>;
  /** Commits files on top of a commit and points a branch to it. A null deletes. */
  branch(name: string, files: Readonly<Record<string, string | null>>, from?: string): Promise<string>;
  close(): Promise<void>;
}

const FIRST_FILES = {
  "README.md": "# Shop\n",
  "deploy/cart.yaml": "image: cart:1\n",
  "deploy/front.yaml": "a\n",
};

export async function openTestBed(options: EmbeddedGitHubOptions = {}): Promise<TestBed> {
  const accounts = [
    { login: "bot", token: "bot-token" },
    { login: "ada", token: "ada-token" },
  ];
  const github = await startGitHub({ accounts, ...options });
  const repository = await github.createRepository("acme/shop", { files: FIRST_FILES });
  const head = repository.head ?? "";

  const call: TestBed["call"] = async (operation: string, body?: unknown, login = "bot") => {
    const [method = "", path = ""] = operation.split(" ");
    const response = await fetch(`${github.url}/repos/acme/shop${path}`, {
      method,
      headers: { authorization: `Bearer ${login}-token` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // What it is, the caller has said.
    const decoded = (text === "" ? undefined : JSON.parse(text)) as never;
    return { status: response.status, body: decoded, headers: response.headers };
  };

  return {
    github,
    repository,
    head,
    call,
    git: (...args) => runPlainGit(["--git-dir", repository.directory, ...args]),
    async branch(name, files, from = head) {
      const entries = Object.entries(files).map(([path, content]) =>
        content === null
          ? { path, mode: "100644", type: "blob", sha: null }
          : { path, mode: "100644", type: "blob", content },
      );
      const tree = await call<Hashed>("POST /git/trees", { base_tree: from, tree: entries });
      const message = `Change ${Object.keys(files).join(", ")}`;
      const commit = await call<Hashed>("POST /git/commits", { message, tree: tree.body.sha, parents: [from] });
      const created = await call("POST /git/refs", { ref: `refs/heads/${name}`, sha: commit.body.sha });
      if (created.status !== 201) await call(`PATCH /git/refs/heads/${name}`, { sha: commit.body.sha });
      return commit.body.sha;
    },
    close: () => github.close(),
  };
}

/** Runs git with a name and without the configuration of the machine. */
export async function runPlainGit(args: readonly string[], options: { readonly cwd?: string } = {}): Promise<string> {
  const identity = { GIT_AUTHOR_NAME: "Ada", GIT_AUTHOR_EMAIL: "ada@example.com" };
  const committer = { GIT_COMMITTER_NAME: "Ada", GIT_COMMITTER_EMAIL: "ada@example.com" };
  const env = { ...gitEnvironment(), ...identity, ...committer };
  const { stdout } = await promisify(execFile)("git", args, { ...options, env });
  return stdout.trimEnd();
}
