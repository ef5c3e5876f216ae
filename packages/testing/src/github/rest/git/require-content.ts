import { ApiProblem } from "../../http/api-problem.ts";
import type { RepositoryRequest } from "../../http/route.ts";

/**
 * Ends requests that need a commit while the repository has none.
 *
 * @see https://docs.github.com/rest/git (409 `Git Repository is empty.`)
 */
export function requireContent({ repository }: RepositoryRequest): void {
  if (repository.git.refs.list("refs/heads/").size === 0) throw new ApiProblem(409, "Git Repository is empty.");
}
