import { settingsOf, type Repository } from "../../records/repository.ts";
import { readNodeId } from "../../views/node-id.ts";
import { GraphQLProblem } from "../graphql-problem.ts";
import { findRepositoryById } from "../node-lookup.ts";
import { findRepository, requireGranted, type Scope } from "../scope.ts";

/** A branch by its id, or by its name and that of its repository. */
export interface CommittableBranch {
  readonly id?: string | null;
  readonly repositoryNameWithOwner?: string | null;
  readonly branchName?: string | null;
}

/** A branch that is to be written to. */
export interface TargetBranch {
  readonly repository: Repository;
  /** Full name, e.g. `refs/heads/main`. */
  readonly ref: string;
}

/** Finds the branch that a mutation names; whether it exists is not asked yet. */
export function findBranch(scope: Scope, branch: CommittableBranch): TargetBranch {
  const { id, repositoryNameWithOwner, branchName } = branch;
  if (typeof id === "string") return findById(scope, id);
  if (typeof repositoryNameWithOwner !== "string" || typeof branchName !== "string") {
    throw new GraphQLProblem("UNPROCESSABLE", "A branch needs an id, or a repositoryNameWithOwner and a branchName.");
  }
  const [owner = "", name = ""] = repositoryNameWithOwner.split("/");
  const ref = branchName.startsWith("refs/heads/") ? branchName : `refs/heads/${branchName}`;
  return { repository: findRepository(scope, owner, name), ref };
}

/** Refuses to write to what the caller may only read, and to an archive. */
export function requireWritable(scope: Scope, repository: Repository): void {
  requireGranted(scope, "contents", "write");
  if (settingsOf(repository).archived === true) {
    throw new GraphQLProblem("FORBIDDEN", "Repository was archived so is read-only.");
  }
}

function findById(scope: Scope, id: string): TargetBranch {
  const { type, key } = readNodeId(id);
  const [, repositoryId = "", ref = ""] = /^(\d+):(refs\/heads\/.+)$/.exec(key) ?? [];
  const repository = type === "Ref" ? findRepositoryById(scope, Number(repositoryId)) : undefined;
  if (repository === undefined) {
    throw new GraphQLProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
  }
  return { repository, ref };
}
