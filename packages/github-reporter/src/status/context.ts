/** Names an app in an environment, as the contexts of commit statuses do. */
export interface AppInEnvironment {
  /** Environment, e.g. `dev`. */
  readonly environment: string;
  /** App, e.g. `cart`. */
  readonly app: string;
  /** Wave or cluster, where the app has several slots in the environment. Default: none. */
  readonly part?: string | undefined;
}

/** Tells how a deployment ended, as dispatches name it. */
export type DeploymentResult = "success" | "failure";

/** Names the status of one target on the introducing commit: `gitops/<environment>/<app>[@<part>]/<target>`. */
export function targetContext(slot: AppInEnvironment, target: string): string {
  return `${rollUpContext(slot)}/${target}`;
}

/** Names the status that sums up several targets on the introducing commit: `gitops/<environment>/<app>[@<part>]`. */
export function rollUpContext(slot: AppInEnvironment): string {
  return `gitops/${pathOf(slot)}`;
}

/** Names the verdict on the code commit: `gitops/<environment>/<app>[@<part>]`. */
export function verdictContext(slot: AppInEnvironment): string {
  return rollUpContext(slot);
}

/**
 * Names the ledger entry of a dispatch on the introducing commit. Its form is
 * `gitops/dispatch/<environment>/<app>[@<part>]/<result>`.
 */
export function dispatchContext(slot: AppInEnvironment, result: DeploymentResult): string {
  return `gitops/dispatch/${pathOf(slot)}/${result}`;
}

/**
 * Names a verification on the code commit: `gitops/verify/<environment>/<app>/<name>`. A workflow does not know parts: the id
 * of the dispatch that it answers tells them apart, see `readStatusesAbout`.
 */
export function verificationContext({ environment, app }: AppInEnvironment, name: string): string {
  return `gitops/verify/${environment}/${app}/${name}`;
}

/**
 * Names the status on the introducing commit that says: a later release renders to the manifests that are live already.
 * Its form is `gitops/same/<environment>/<app>[@<part>]`.
 */
export function sameContentContext(slot: AppInEnvironment): string {
  return `gitops/same/${pathOf(slot)}`;
}

/**
 * Names the promoter's mark on the head of a pull request, which says whether its gates are open: `gitops/gates`. A branch
 * rule may require it, so that nobody merges past a gate.
 */
export function gatesContext(): string {
  return "gitops/gates";
}

/** Names the promoter's mark on a commit that holds a submitted release: `gitops/inbox/<app>`. */
export function inboxContext(app: string): string {
  return `gitops/inbox/${app}`;
}

/** Names the promoter's mark on a commit that holds what people ordered: `gitops/control`. */
export function controlContext(): string {
  return "gitops/control";
}

function pathOf({ environment, app, part }: AppInEnvironment): string {
  return part === undefined ? `${environment}/${app}` : `${environment}/${app}@${part}`;
}
