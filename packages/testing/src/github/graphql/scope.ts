import type { Account } from "../account.ts";
import { isGranted, reaches } from "../http/permission.ts";
import type { RepositoryAccess } from "../http/repository-access.ts";
import type { GitHubInstance } from "../instance.ts";
import type { Repository } from "../records/repository.ts";
import { GraphQLProblem } from "./graphql-problem.ts";

/** Who asks, and of what. */
export interface Scope {
  readonly github: GitHubInstance;
  readonly account: Account;
  readonly access: RepositoryAccess;
}

/** Answers the fields of a type, each from what stands for an object of that type. */
export type Fields<Source> = Readonly<Record<string, (source: Source, args: never, scope: Scope) => unknown>>;

/**
 * Finds a repository that the caller sees.
 *
 * @throws GraphQLProblem NOT_FOUND, also for one outside of an installation.
 */
export function findRepository({ github, account }: Scope, owner: string, name: string): Repository {
  const repository = github.repositories.byName(owner, name);
  if (repository === undefined || !reaches(account, repository)) {
    throw new GraphQLProblem("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
  }
  return repository;
}

/**
 * Refuses what the permissions of an installation leave out; they are those of REST.
 *
 * @see https://docs.github.com/apps/creating-github-apps/registering-a-github-app/choosing-permissions-for-a-github-app
 */
export function requireGranted({ account }: Scope, name: string, access: "read" | "write"): void {
  if (!isGranted(account, name, access)) {
    throw new GraphQLProblem("FORBIDDEN", "Resource not accessible by integration");
  }
  if (access === "write" && account.permission === "read") {
    throw new GraphQLProblem("FORBIDDEN", "Resource not accessible by personal access token");
  }
}
