import type { RepositoryRoute } from "../../http/route.ts";
import { fullRepository } from "../../views/repository.ts";

/** Repositories themselves. They are created through the embedding object. */
export const repoRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}",
    documentation: "https://docs.github.com/rest/repos/repos#get-a-repository",
    answer: ({ github, repository }) => ({ status: 200, body: fullRepository(github, repository) }),
  },
];
