import { isFullSha } from "./git-object.ts";
import type { GitRepository } from "./git-repository.ts";
import type { RefReader } from "./refs.ts";

/** A repository as a reader sees it: the references may be those of a moment ago. */
export type RevisionReader = Pick<GitRepository, "objects" | "run"> & { readonly refs: RefReader };

/** Finds the commit behind a branch, a tag, a reference or an id, full or abbreviated. */
export async function resolveCommit(git: RevisionReader, revision: string): Promise<string | undefined> {
  const candidates = [revision, `refs/heads/${revision}`, `refs/tags/${revision}`, `refs/${revision}`];
  for (const name of candidates) {
    const sha = git.refs.read(name);
    if (sha !== undefined) return peel(git, sha);
  }
  if (isFullSha(revision)) return peel(git, revision);
  return /^[0-9a-f]{7,39}$/.test(revision) ? expand(git, revision) : undefined;
}

// An annotated tag is an object of its own that names the commit.
async function peel(git: RevisionReader, sha: string): Promise<string | undefined> {
  const object = await git.objects.read(sha);
  if (object?.type === "commit") return sha;
  const target = object?.type === "tag" ? /^object ([0-9a-f]{40})$/m.exec(object.content.toString("latin1")) : null;
  return target?.[1] === undefined ? undefined : peel(git, target[1]);
}

async function expand(git: RevisionReader, abbreviation: string): Promise<string | undefined> {
  const answer = await git.run(["rev-parse", "--quiet", "--verify", `${abbreviation}^{commit}`], {
    accept: [0, 1, 128],
  });
  return answer.exitCode === 0 ? answer.stdout.toString("latin1").trim() : undefined;
}
