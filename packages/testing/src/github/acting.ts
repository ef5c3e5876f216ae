import type { Account } from "./account.ts";
import { actorOf, type RepositoryRequest } from "./http/route.ts";
import type { GitHubInstance } from "./instance.ts";
import type { Repository } from "./records/repository.ts";

/** Somebody who changes something in a repository. */
export interface Acting {
  readonly github: GitHubInstance;
  readonly repository: Repository;
  readonly actor: Account;
}

/** The account behind a request, acting in its repository; anonymous requests end here. */
export function actIn(request: RepositoryRequest): Acting {
  return { github: request.github, repository: request.repository, actor: actorOf(request) };
}
