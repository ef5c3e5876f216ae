import type { Account, AccountOptions } from "./account.ts";

/** Options of {@link startGitHub}. */
export interface EmbeddedGitHubOptions {
  /** Folder that keeps repositories and records over restarts; default a temporary one that `close()` removes. */
  readonly directory?: string;
  /** Loopback port; default any free one. */
  readonly port?: number;
  /** Accounts that may act; default one, `gitops-bot`. */
  readonly accounts?: readonly AccountOptions[];
  /** Clock that all times in answers come from; default the system's. */
  readonly now?: () => Date;
  /** Requests per account and hour before GitHub answers 403; default 1,000,000, so that tests meet no limit unasked. */
  readonly requestsPerHour?: number;
}

/** A GitHub on loopback: REST, webhooks and Git over HTTP on real Git objects. */
export interface EmbeddedGitHub {
  /** Base address of the REST API; what Octokit calls `baseUrl`. */
  readonly url: string;
  /** Address that `html_url` values start with. */
  readonly webUrl: string;
  /** The accounts, in the order of the options. */
  readonly accounts: readonly Account[];
  /** Token of the first account. */
  readonly token: string;
  /** Every REST call since the start, oldest first. */
  readonly calls: readonly GitHubCall[];
  /** The clock of this GitHub. */
  readonly now: () => Date;
  /** Address to clone a repository from and to push it to; a push authenticates with any user name and the token. */
  gitUrl(repository: string): string;
  /** Creates `owner/name`, empty or with a first commit. */
  createRepository(repository: string, options?: CreateRepositoryOptions): Promise<CreatedRepository>;
  /** Adds an account while running. */
  addAccount(account: AccountOptions): Account;
  /** Stops listening and, unless a directory was given, removes all data. */
  close(): Promise<void>;
}

/** Options of {@link EmbeddedGitHub.createRepository}. */
export interface CreateRepositoryOptions {
  /** Default `main`. */
  readonly defaultBranch?: string;
  /** Default none. */
  readonly description?: string;
  /** Files of a first commit on the default branch, by path; default none, and the repository stays empty. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** What {@link EmbeddedGitHub.createRepository} made. */
export interface CreatedRepository {
  /** `owner/name`. */
  readonly fullName: string;
  /** Default branch. */
  readonly defaultBranch: string;
  /** The first commit; undefined when the repository is empty. */
  readonly head: string | undefined;
  /** The bare repository on disk. */
  readonly directory: string;
}

/** One REST call and its answer. */
export interface GitHubCall {
  /** HTTP method. */
  readonly method: string;
  /** GitHub's own name of the operation, e.g. `POST /repos/{owner}/{repo}/statuses/{sha}`; empty when none fits. */
  readonly route: string;
  /** Path as it was called, without `/api/v3` and query. */
  readonly path: string;
  /** Query parameters. */
  readonly query: Readonly<Record<string, string>>;
  /** Login behind the token; undefined for anonymous calls. */
  readonly login: string | undefined;
  /** Decoded JSON body; undefined when there was none. */
  readonly requestBody: unknown;
  /** HTTP status of the answer, also of one that a fault kept from the caller. */
  readonly status: number;
  /** Decoded JSON body of the answer; undefined when there was none. */
  readonly responseBody: unknown;
  /** Time of the call, RFC 3339. */
  readonly at: string;
  /** The fault that was played on this call. */
  readonly fault?: string;
}
