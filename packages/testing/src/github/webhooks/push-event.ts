import type { Acting } from "../acting.ts";
import { changedFiles } from "../git/diff.ts";
import { isAncestor, listBetween, listHistory } from "../git/history.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import type { RefChange } from "../pushes/ref-change.ts";
import type { Repository } from "../records/repository.ts";
import { gitPerson } from "../views/git-person.ts";

const NO_COMMIT = "0".repeat(40);
/** https://docs.github.com/webhooks/webhook-events-and-payloads#push: "a maximum of 2048 commits". */
const MOST_COMMITS = 2048;

/** Builds the payload of `push`. */
export async function pushPayload(
  { github, repository, actor }: Acting,
  { ref, from, to }: RefChange,
): Promise<JsonObject> {
  const { git } = repository;
  const before = from ?? NO_COMMIT;
  const after = to ?? NO_COMMIT;
  const shas = to === undefined ? [] : await newCommits(repository, from, to);
  const commits = await Promise.all(shas.slice(-MOST_COMMITS).map((sha) => pushedCommit(github, repository, sha)));
  const range = from === undefined ? after.slice(0, 12) : `${before.slice(0, 12)}...${after.slice(0, 12)}`;
  return {
    ref,
    before,
    after,
    created: from === undefined,
    deleted: to === undefined,
    forced: from !== undefined && to !== undefined && !(await isAncestor(git, from, to)),
    base_ref: null,
    compare: github.links.web(`/${repository.fullName}/compare/${range}`),
    commits,
    head_commit: to === undefined ? null : await pushedCommit(github, repository, to),
    pusher: { name: actor.login, email: actor.email },
  };
}

// A new branch brings what the default branch lacks; without another branch, all of its history.
async function newCommits(repository: Repository, from: string | undefined, to: string): Promise<readonly string[]> {
  const { git } = repository;
  if (from !== undefined) return listBetween(git, from, to);
  const others = [...git.refs.list("refs/heads/").values()].filter((sha) => sha !== to);
  if (others.length === 0) return [...(await listHistory(git, to))].reverse();
  const listed = await git.run(["rev-list", "--topo-order", "--reverse", to, "--not", ...others, "--"]);
  return listed.stdout.toString("latin1").split("\n").filter(Boolean);
}

async function pushedCommit(github: GitHubInstance, repository: Repository, sha: string): Promise<JsonObject | null> {
  const commit = await repository.git.objects.readCommit(sha);
  if (commit === undefined) return null;
  const files = await changedFiles(repository.git, commit.parents[0], sha);
  const paths = (...states: readonly string[]): readonly string[] =>
    files.filter(({ status }) => states.includes(status)).map(({ path }) => path);
  const person = (who: "author" | "committer"): JsonObject => {
    const { email } = commit[who];
    const account = github.accounts.all.find((candidate) => candidate.email.toLowerCase() === email.toLowerCase());
    return { ...gitPerson(commit[who]), ...(account === undefined ? {} : { username: account.login }) };
  };
  return {
    id: sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: gitPerson(commit.committer)["date"],
    url: github.links.web(`/${repository.fullName}/commit/${sha}`),
    author: person("author"),
    committer: person("committer"),
    added: paths("added", "renamed"),
    removed: [...paths("removed"), ...files.flatMap(({ previousPath }) => previousPath ?? [])],
    modified: paths("modified", "changed"),
  };
}
