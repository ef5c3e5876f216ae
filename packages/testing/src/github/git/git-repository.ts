import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { RefChange } from "../pushes/ref-change.ts";
import { createObjectStore, type ObjectStore } from "./object-store.ts";
import { createRefReader, type RefReader } from "./refs.ts";
import { runGit, type GitAnswer, type RunGitOptions } from "./run-git.ts";

/** Thrown when a reference is not where it was expected, or cannot be beside those that exist. */
export class RefUpdateError extends Error {
  override readonly name = "RefUpdateError";
}

/** One bare repository on disk. */
export interface GitRepository {
  readonly directory: string;
  readonly objects: ObjectStore;
  readonly refs: RefReader;
  /** Creates or moves a reference if it still is where the caller saw it; rejects with {@link RefUpdateError}. */
  updateRef(name: string, to: string, from: string | undefined): Promise<void>;
  deleteRef(name: string): Promise<void>;
  /** Changes several references at once, all or none; rejects with {@link RefUpdateError}. */
  changeRefs(changes: readonly RefChange[]): Promise<void>;
  run(args: readonly string[], options?: RunGitOptions): Promise<GitAnswer>;
  /** Asks git something that depends on ids alone; such an answer never changes and is remembered. */
  ask(args: readonly string[], options?: RunGitOptions): Promise<GitAnswer>;
  close(): Promise<void>;
}

const NO_OBJECT = "0".repeat(40);
const REMEMBERED_ANSWERS = 5_000;

/** Opens the bare repository in a folder; creates it where there is none. */
export function openGitRepository(directory: string, defaultBranch: string): GitRepository {
  if (!existsSync(join(directory, "HEAD"))) initialise(directory, defaultBranch);
  const objects = createObjectStore(directory);
  const answers = new Map<string, Promise<GitAnswer>>();
  const run: GitRepository["run"] = (args, options) => runGit(directory, args, options);

  return {
    directory,
    objects,
    refs: createRefReader(directory),
    async updateRef(name, to, from) {
      const { exitCode, stderr } = await run(["update-ref", name, to, from ?? NO_OBJECT], { accept: [0, 128] });
      if (exitCode !== 0) throw new RefUpdateError(`${name} was not moved to ${to}: ${stderr.trim()}`);
    },
    async deleteRef(name) {
      await run(["update-ref", "-d", name]);
    },
    async changeRefs(changes) {
      const input = changes.map(toCommand).join("");
      const { exitCode, stderr } = await run(["update-ref", "--stdin"], { input, accept: [0, 128] });
      if (exitCode !== 0) throw new RefUpdateError(`The references were not changed: ${stderr.trim()}`);
    },
    run,
    ask(args, options) {
      const key = args.join("\0");
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = run(args, options);
      answers.set(key, answer);
      answer.catch(() => answers.delete(key));
      const [oldest] = answers.keys();
      if (answers.size > REMEMBERED_ANSWERS && oldest !== undefined) answers.delete(oldest);
      return answer;
    },
    close: () => objects.close(),
  };
}

// A reference that is in no place, before or after, is the id of zeros.
function toCommand({ ref, from = NO_OBJECT, to = NO_OBJECT }: RefChange): string {
  return to === NO_OBJECT ? `delete ${ref} ${from}\n` : `update ${ref} ${to} ${from}\n`;
}

/**
 * Lays out an empty bare repository.
 *
 * @see https://git-scm.com/docs/gitrepository-layout
 */
function initialise(directory: string, defaultBranch: string): void {
  for (const folder of ["objects/info", "objects/pack", "refs/heads", "refs/tags"]) {
    mkdirSync(join(directory, folder), { recursive: true });
  }
  writeFileSync(join(directory, "config"), CONFIGURATION);
  writeFileSync(join(directory, "HEAD"), `ref: refs/heads/${defaultBranch}\n`);
}

const CONFIGURATION = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
[http]
	receivepack = true
[receive]
	# Pushes stay loose objects, which are read in process.
	unpackLimit = 100000
	denyDeleteCurrent = warn
	# The heads of pull requests follow their branches; nobody pushes to them.
	hideRefs = refs/pull
[uploadpack]
	# Clients may fetch any commit, as on GitHub.
	allowAnySHA1InWant = true
[gc]
	auto = 0
`;
