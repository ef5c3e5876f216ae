/** Names an app in an environment, as the contexts of commit statuses do. */
export interface AppInEnvironment {
  /** Environment, e.g. `dev`. */
  readonly environment: string;
  /** App, e.g. `cart`. */
  readonly app: string;
}

/** Tells how a deployment ended, as dispatches name it. */
export type DeploymentResult = "success" | "failure";

/** Names the status of one target on the introducing commit: `gitops/<environment>/<app>/<target>`. */
export function targetContext(slot: AppInEnvironment, target: string): string {
  return `${rollUpContext(slot)}/${target}`;
}

/** Names the status that sums up several targets on the introducing commit: `gitops/<environment>/<app>`. */
export function rollUpContext({ environment, app }: AppInEnvironment): string {
  return `gitops/${environment}/${app}`;
}

/** Names the verdict on the code commit: `gitops/<environment>/<app>`. */
export function verdictContext(slot: AppInEnvironment): string {
  return rollUpContext(slot);
}

/** Names the ledger entry of a dispatch on the introducing commit: `gitops/dispatch/<environment>/<app>/<result>`. */
export function dispatchContext({ environment, app }: AppInEnvironment, result: DeploymentResult): string {
  return `gitops/dispatch/${environment}/${app}/${result}`;
}

/** Names a verification on the code commit: `gitops/verify/<environment>/<app>/<name>`. */
export function verificationContext({ environment, app }: AppInEnvironment, name: string): string {
  return `gitops/verify/${environment}/${app}/${name}`;
}

/**
 * Names the status on the introducing commit that says: a later release renders to the manifests that are live already.
 * Its form is `gitops/same/<environment>/<app>`.
 */
export function sameContentContext({ environment, app }: AppInEnvironment): string {
  return `gitops/same/${environment}/${app}`;
}

/** Names the status by which the promoter knows a proposal commit of its own: `gitops/proposal/<environment>/<app>`. */
export function proposalContext({ environment, app }: AppInEnvironment): string {
  return `gitops/proposal/${environment}/${app}`;
}
