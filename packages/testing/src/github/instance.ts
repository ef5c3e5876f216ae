import type { Account } from "./account.ts";
import type { Links } from "./http/links.ts";
import type { Repository } from "./records/repository.ts";

/** The running embedded GitHub, as its parts see it. */
export interface GitHubInstance {
  readonly links: Links;
  readonly accounts: AccountBook;
  readonly repositories: RepositoryBook;
  readonly now: () => Date;
  /** Time of the start, which stands for all times that nobody sets. */
  readonly startedAt: string;
  /** Gives the next id; ids are unique over all kinds of objects and restarts. */
  readonly nextId: () => number;
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

/** The time in GitHub's form: UTC, whole seconds. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** An opaque id in the style of GitHub's GraphQL node ids. */
export function nodeId(typeName: string, id: number | string): string {
  return Buffer.from(`${typeName}:${id}`).toString("base64url");
}
