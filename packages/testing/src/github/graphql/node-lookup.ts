import { reaches } from "../http/permission.ts";
import { settingsOf, type Repository } from "../records/repository.ts";
import { readNodeId } from "../views/node-id.ts";
import { GraphQLProblem } from "./graphql-problem.ts";
import { requireGranted, type Scope } from "./scope.ts";
import { loadObject, refSource } from "./sources.ts";

/**
 * Finds an object by its global id: a repository, a reference, an object of Git or a pull request.
 *
 * @throws GraphQLProblem NOT_FOUND for any other id.
 * @see https://docs.github.com/graphql/guides/using-global-node-ids
 */
export async function findNode(scope: Scope, id: string): Promise<unknown> {
  const { type, key } = readNodeId(id);
  const node = type === "PullRequest" ? findPull(scope, Number(key)) : await findInRepository(scope, type, key);
  if (node === null) {
    // github/graphql-client#16
    throw new GraphQLProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
  }
  return node;
}

/** Finds the repository with a number that the caller sees. */
export function findRepositoryById({ github, account }: Scope, id: number): Repository | undefined {
  return github.repositories.all.find((repository) => settingsOf(repository).id === id && reaches(account, repository));
}

async function findInRepository(scope: Scope, type: string, key: string): Promise<unknown> {
  const [, id = "", rest = ""] = /^(\d+)(?::(.+))?$/.exec(key) ?? [];
  const found = findRepositoryById(scope, Number(id));
  if (found === undefined) return null;
  const repository = scope.access.read(found);
  if (type === "Repository") return { __typename: "Repository", repository };
  requireGranted(scope, "contents", "read");
  if (type === "Ref") {
    const sha = repository.git.refs.read(rest);
    return sha === undefined ? null : refSource(repository, rest, sha);
  }
  const object = await loadObject(repository, rest);
  return object?.__typename === type ? object : null;
}

function findPull(scope: Scope, id: number): unknown {
  const { github, account, access } = scope;
  for (const repository of github.repositories.all
    .filter((each) => reaches(account, each))
    .map((each) => access.read(each))) {
    const pull = [...repository.records.pulls.values()].find((candidate) => candidate.id === id);
    if (pull === undefined) continue;
    requireGranted(scope, "pull_requests", "read");
    return { __typename: "PullRequest", repository, pull };
  }
  return null;
}
