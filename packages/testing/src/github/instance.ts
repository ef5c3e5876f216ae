import type { Account } from "./account.ts";
import type { AppBook } from "./apps/app-book.ts";
import type { Workflows } from "./actions/workflows.ts";
import type { Links } from "./http/links.ts";
import type { RateLimiter } from "./http/rate-limit.ts";
import type { Repository } from "./records/repository.ts";
import type { TeamBook } from "./teams/team-book.ts";
import type { Webhooks } from "./webhooks/webhooks.ts";

/** The running embedded GitHub, as its parts see it. */
export interface GitHubInstance {
  readonly links: Links;
  readonly accounts: AccountBook;
  readonly apps: AppBook;
  readonly teams: TeamBook;
  readonly repositories: RepositoryBook;
  readonly rateLimiter: RateLimiter;
  readonly webhooks: Webhooks;
  readonly workflows: Workflows;
  readonly now: () => Date;
  /** Time of the start, which stands for all times that nobody sets. */
  readonly startedAt: string;
  /** Gives the next id; ids are unique over all kinds of objects and restarts. */
  readonly nextId: () => number;
  /** Asks for the records to be written to disk. */
  readonly saveSoon: () => void;
}

/** The accounts, by login and token. */
export interface AccountBook {
  readonly all: readonly Account[];
  byLogin(login: string): Account | undefined;
}

/** The repositories; names are case-insensitive. */
export interface RepositoryBook {
  readonly all: readonly Repository[];
  byName(owner: string, name: string): Repository | undefined;
}
