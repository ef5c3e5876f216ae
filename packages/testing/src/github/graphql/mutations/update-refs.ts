import { RefUpdateError } from "../../git/git-repository.ts";
import { isAncestor } from "../../git/history.ts";
import { isRefName } from "../../git/refs.ts";
import { followRefChange } from "../../pushes/push-ref.ts";
import type { RefChange } from "../../pushes/ref-change.ts";
import type { Repository } from "../../records/repository.ts";
import { readNodeId } from "../../views/node-id.ts";
import { GraphQLProblem } from "../graphql-problem.ts";
import { findRepositoryById } from "../node-lookup.ts";
import type { Scope } from "../scope.ts";
import { requireWritable } from "./target-branch.ts";

/** @see https://docs.github.com/graphql/reference/input-objects#updaterefsinput */
export interface UpdateRefsInput {
  readonly clientMutationId?: string | null;
  readonly repositoryId: string;
  readonly refUpdates: readonly RefUpdate[];
}

interface RefUpdate {
  readonly name: string;
  readonly beforeOid?: string | null;
  readonly afterOid: string;
  readonly force?: boolean | null;
}

const NO_OBJECT = "0".repeat(40);

/**
 * Creates, moves and deletes references, all or none.
 *
 * @throws GraphQLProblem when one of them is not where the caller saw it, or cannot be changed.
 * @see https://docs.github.com/graphql/reference/mutations#updaterefs
 */
export function updateRefs(scope: Scope, input: UpdateRefsInput): Promise<unknown> {
  const repository = findTarget(scope, input.repositoryId);
  requireWritable(scope, repository);
  const { github, account } = scope;
  return scope.access.write(repository, async () => {
    const changes: RefChange[] = [];
    for (const update of input.refUpdates) {
      if (changes.some(({ ref }) => ref === update.name)) throw refused(`${update.name} is updated twice.`);
      changes.push(await toChange(repository, update));
    }
    const moved = changes.filter(({ from, to }) => from !== to);
    await changeRefs(repository, moved);
    for (const change of moved) await followRefChange({ github, repository, actor: account }, change);
    return { clientMutationId: input.clientMutationId ?? null };
  });
}

function findTarget(scope: Scope, id: string): Repository {
  const { type, key } = readNodeId(id);
  const repository = type === "Repository" ? findRepositoryById(scope, Number(key)) : undefined;
  if (repository !== undefined) return repository;
  throw new GraphQLProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
}

async function toChange({ git }: Repository, { name, beforeOid, afterOid, force }: RefUpdate): Promise<RefChange> {
  if (!isRefName(name)) throw refused(`${name} is not a valid ref name.`);
  const from = git.refs.read(name);
  if (typeof beforeOid === "string" && beforeOid !== (from ?? NO_OBJECT)) {
    throw new GraphQLProblem("STALE_DATA", `Ref ${name} is at ${from ?? NO_OBJECT} but expected ${beforeOid}`);
  }
  if (afterOid === NO_OBJECT) {
    if (from === undefined) throw refused(`Reference ${name} does not exist`);
    return { ref: name, from, to: undefined };
  }
  if ((await git.objects.read(afterOid)) === undefined) throw refused(`Object ${afterOid} does not exist`);
  if (from !== undefined && force !== true && !(await isAncestor(git, from, afterOid))) {
    throw refused(`Update of ${name} is not a fast forward`);
  }
  return { ref: name, from, to: afterOid };
}

async function changeRefs({ git }: Repository, changes: readonly RefChange[]): Promise<void> {
  try {
    if (changes.length > 0) await git.changeRefs(changes);
  } catch (error) {
    // There is a branch "a", so there cannot be "a/b".
    if (error instanceof RefUpdateError) throw refused("Reference update failed");
    throw error;
  }
}

function refused(message: string): GraphQLProblem {
  return new GraphQLProblem("UNPROCESSABLE", message);
}
