import { callGitHub, encodeLock, LOCK_FILE, type GitHubError, type Release } from "@gitops/github-reporter";
import { diffResources, parseResources, planChanges, type TreeChange } from "@gitops/manifest-renderer";
import { errAsync, ok, okAsync, type ResultAsync, safeTry } from "neverthrow";

import { LostRaceError, type PromotionError } from "../errors.ts";
import { listFiles, readFolder, type Repository } from "../git/repository.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { SlotView, World } from "../world.ts";
import { commitMessage } from "./commit-message.ts";
import { ensurePullRequest } from "./ensure-pull-request.ts";
import type { Proposed } from "./proposed.ts";
import { pullRequestBody } from "./pull-request-body.ts";
import { recordSameContent } from "./record-same-content.ts";
import { renderSlot } from "./render-slot.ts";

/** GitHub answers large trees with a timeout from about 200 inline files; see docs/decisions. */
const TREE_CHUNK = 100;

/**
 * Proposes a release for a slot: renders it, commits manifests and lock to the slot's branch, opens the pull request.
 *
 * The commit has two parents: the head of the branch, so that updating it is a fast-forward of what was read and a
 * concurrent writer loses visibly; and the base, so that the pull request always merges and shows the slot alone.
 *
 * @internal
 */
export function propose(
  context: PromoterContext,
  world: World,
  view: SlotView,
  release: Release,
): ResultAsync<Proposed, PromotionError> {
  return safeTry(async function* () {
    const { slot, live, proposal } = view;
    const { manifests } = context;
    const rendered = yield* renderSlot(context, slot, release);
    if (rendered.tree.provenance.content === live?.lock.content) {
      yield* recordSameContent(context, view, release);
      return ok({ outcome: "same-content", url: undefined } as const);
    }
    const files = yield* listFiles(manifests, world.base.tree);
    const folder = yield* readFolder(manifests, files, slot.path);
    const current = new Map([...folder].filter(([path]) => path !== LOCK_FILE));
    const change = yield* planChanges(current, rendered.tree, { previous: live?.lock.files });
    const before = yield* parseResources([...current.values()].join("\n---\n"));
    const lockText = encodeLock(rendered.lock);

    const tree = yield* writeTree(manifests, world.base.tree, treeEntries(slot.path, change, lockText));
    const head = yield* writeCommit(manifests, {
      message: commitMessage(slot, rendered.lock),
      tree,
      parents: proposal === undefined ? [world.base.sha] : [proposal.sha, world.base.sha],
    });
    yield* writeBranch(manifests, slot.branch, head, proposal?.sha);
    const body = pullRequestBody(context, {
      view,
      world,
      release,
      diffs: diffResources(before, rendered.tree.resources),
    });
    const pullRequest = yield* ensurePullRequest(context, view, { release, body });
    return ok(pullRequest);
  });
}

type TreeEntry = { readonly path: string; readonly mode: "100644"; readonly type: "blob" } & (
  { readonly content: string } | { readonly sha: null }
);

function treeEntries(folder: string, change: TreeChange, lockText: string): readonly TreeEntry[] {
  const place = (path: string) => ({ path: `${folder}/${path}`, mode: "100644", type: "blob" }) as const;
  return [
    ...[...change.write].map(([path, content]) => ({ ...place(path), content })),
    ...change.remove.map((path) => ({ ...place(path), sha: null })),
    { ...place(LOCK_FILE), content: lockText },
  ];
}

/** Large trees are written in steps, each on top of the last; it is still one commit. */
function writeTree(
  repository: Repository,
  base: string,
  entries: readonly TreeEntry[],
): ResultAsync<string, GitHubError> {
  const { client, owner, repo } = repository;
  const [chunk, rest] = [entries.slice(0, TREE_CHUNK), entries.slice(TREE_CHUNK)];
  if (chunk.length === 0) return okAsync(base);
  return callGitHub(client, "POST /repos/{owner}/{repo}/git/trees", {
    owner,
    repo,
    base_tree: base,
    tree: [...chunk],
  }).andThen(({ sha }) => writeTree(repository, sha, rest));
}

function writeCommit(
  { client, owner, repo }: Repository,
  commit: { readonly message: string; readonly tree: string; readonly parents: readonly string[] },
): ResultAsync<string, GitHubError> {
  const parents = [...commit.parents];
  return callGitHub(client, "POST /repos/{owner}/{repo}/git/commits", { owner, repo, ...commit, parents }).map(
    ({ sha }) => sha,
  );
}

function writeBranch(
  { client, owner, repo, fullName }: Repository,
  branch: string,
  sha: string,
  expected: string | undefined,
): ResultAsync<unknown, GitHubError | LostRaceError> {
  const written: ResultAsync<unknown, GitHubError> =
    expected === undefined
      ? callGitHub(client, "POST /repos/{owner}/{repo}/git/refs", { owner, repo, ref: `refs/heads/${branch}`, sha })
      : callGitHub(client, "PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
          owner,
          repo,
          ref: `heads/${branch}`,
          sha,
          force: false,
        });
  return written.orElse((error) =>
    error.code === "GITHUB_REQUEST_FAILED" && error.status === 422
      ? errAsync(new LostRaceError(`${branch} in ${fullName} was changed by somebody else meanwhile`))
      : errAsync(error),
  );
}
