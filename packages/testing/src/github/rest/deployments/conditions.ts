import type { Acting } from "../../acting.ts";
import { personAt } from "../../git/commit-object.ts";
import { isAncestor } from "../../git/history.ts";
import { mergeTrees } from "../../git/merge.ts";
import { ApiProblem } from "../../http/api-problem.ts";
import { readStrings } from "../../http/request-body.ts";
import type { ApiReply, RepositoryRequest } from "../../http/route.ts";
import { pushRef } from "../../pushes/push-ref.ts";
import { latestByContext } from "../../records/commit-status.ts";
import { settingsOf } from "../../records/repository.ts";

/**
 * Merges the default branch into a ref that is behind it, which GitHub does instead of deploying unless `auto_merge` is false.
 *
 * @returns the answer 202, or undefined when the ref is not behind.
 * @see https://docs.github.com/rest/deployments/deployments#create-a-deployment
 */
export async function mergeDefaultBranch(acting: Acting, ref: string, sha: string): Promise<ApiReply | undefined> {
  const { github, repository, actor } = acting;
  const { git } = repository;
  const { defaultBranch } = settingsOf(repository);
  const tip = git.refs.read(`refs/heads/${defaultBranch}`);
  if (tip === undefined || (await isAncestor(git, tip, sha))) return undefined;
  const branch = `refs/heads/${ref}`;
  const tree = git.refs.read(branch) === sha ? await mergeTrees(git, sha, tip) : undefined;
  // A SHA or a tag cannot take a merge: simplytestme/website#130.
  if (tree === undefined) throw new ApiProblem(409, `Conflict merging ${defaultBranch} into ${ref}.`);
  const author = personAt(actor.name, actor.email, github.now());
  const message = `Auto-merged ${defaultBranch} into ${ref} on deployment.`;
  const to = git.objects.writeCommit({ tree, parents: [sha, tip], author, committer: author, message });
  await pushRef(acting, { ref: branch, from: sha, to });
  return { status: 202, body: { message } };
}

/** Refuses to deploy while a required context, or without a list any context, is not a success. */
export function requireContexts({ body, repository }: RepositoryRequest, ref: string, sha: string): void {
  const latest = latestByContext(repository.records.statuses.get(sha) ?? []);
  const stateOf = new Map<string, string>(latest.map(({ context, state }) => [context, state]));
  const required = readStrings(body, "required_contexts") ?? [...stateOf.keys()];
  const contexts = required.map((context) => ({ context, state: stateOf.get(context) ?? "pending" }));
  if (contexts.every(({ state }) => state === "success")) return;
  // drevops/vortex#1903
  throw new ApiProblem(409, `Conflict: Commit status checks failed for ${ref}.`, {
    errors: [{ contexts, resource: "Deployment", field: "required_contexts", code: "invalid" }],
  });
}
