import type { Account, AccountOptions } from "./account.ts";
import type {
  DispatchHandler,
  DispatchHandlerOptions,
  WorkflowDispatchHandler,
  WorkflowDispatchHandlerOptions,
} from "./actions/dispatch.ts";
import type { App, AppOptions } from "./apps/app.ts";
import type { FaultPlan } from "./faults/fault.ts";
import type { GitHubCall } from "./github-call.ts";
import type { RepositoryConfiguration } from "./repository-configuration.ts";
import type { CreateTeamOptions, Team } from "./teams/team.ts";
import type { WebhookDelivery, WebhookOptions } from "./webhooks/webhook.ts";

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
  /** Calls per account and hour before GitHub answers 403; default 1,000,000, so that tests meet no limit unasked. */
  readonly requestsPerHour?: number;
}

/** A GitHub on loopback: REST, GraphQL, webhooks and Git over HTTP on real Git objects. */
export interface EmbeddedGitHub {
  /** Base address of REST and GraphQL; what Octokit calls `baseUrl`. */
  readonly url: string;
  /** Address that `html_url` values start with. */
  readonly webUrl: string;
  /** The accounts, in the order of the options. */
  readonly accounts: readonly Account[];
  /** Token of the first account. */
  readonly token: string;
  /** Every call of REST and GraphQL since the start, in the order in which they were answered. */
  readonly calls: readonly GitHubCall[];
  /** Every attempt to deliver a webhook since the start, in the order in which they ended. */
  readonly deliveries: readonly WebhookDelivery[];
  /**
   * Faults to play on calls of REST and GraphQL.
   *
   * @example
   * ```ts source="./start-github.examples.ts#faults"
   * // The third status is written, and its answer is lost.
   * github.faults.add({
   *   fault: "bad-gateway",
   *   when: "after",
   *   route: "POST /repos/{owner}/{repo}/statuses/{sha}",
   *   nth: 3,
   * });
   * // One write in ten is refused by the secondary rate limit, the same ones in each run.
   * github.faults.add({
   *   fault: "secondary-rate-limit",
   *   method: "POST",
   *   retryAfter: 1,
   *   probability: 0.1,
   *   seed: 7,
   *   times: Infinity,
   * });
   * ```
   */
  readonly faults: FaultPlan;
  /** The clock of this GitHub. */
  readonly now: () => Date;
  /** Address to clone `owner/name` from and to push it to; a push authenticates with any user name and the token. */
  gitUrl(repository: string): string;
  /** Names of all repositories, `owner/name`; with a directory also those of earlier runs. */
  repositories(): readonly string[];
  /** Creates `owner/name`, empty or with a first commit. Rejects when there is one of that name. */
  createRepository(repository: string, options?: CreateRepositoryOptions): Promise<CreatedRepository>;
  /** Creates a team `organization/slug`. It is not kept over a restart. Throws when there is one of that name. */
  createTeam(team: string, options: CreateTeamOptions): Team;
  /** Adds an account while running. */
  addAccount(account: AccountOptions): Account;
  /**
   * Registers an App and installs it. It signs in with a JSON web token, and its installations with the tokens that it
   * asks for: they last an hour of this GitHub's time, and may do what the permissions say.
   */
  addApp(app: AppOptions): App;
  /** Changes settings of a repository. */
  configureRepository(repository: string, configuration: RepositoryConfiguration): void;
  /** Registers a webhook of a repository. It is not kept over a restart. */
  addWebhook(repository: string, hook: WebhookOptions): void;
  /**
   * Plays the workflow that a `repository_dispatch` starts; the returned function removes it.
   *
   * @example
   * ```ts source="./start-github.examples.ts#onRepositoryDispatch"
   * github.onRepositoryDispatch("acme/shop", ({ clientPayload }) => test(clientPayload["environment"]), {
   *   name: "After deployment",
   *   types: ["gitops.deployed"],
   *   runName: ({ clientPayload }) => `test ${String(clientPayload["id"])}`,
   * });
   * ```
   */
  onRepositoryDispatch(repository: string, handler: DispatchHandler, options?: DispatchHandlerOptions): () => void;
  /** Plays a workflow that a `workflow_dispatch` starts; the returned function removes it. */
  onWorkflowDispatch(
    repository: string,
    handler: WorkflowDispatchHandler,
    options: WorkflowDispatchHandlerOptions,
  ): () => void;
  /** Resolves when no webhook is being delivered and no workflow runs. */
  idle(): Promise<void>;
  /** Waits until it is idle, stops, and removes all data unless a directory was given. */
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
