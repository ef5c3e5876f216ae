import type { ReportedStatus } from "@gitops/github-reporter";

/**
 * Names the commit status that says: a later release renders to the bytes that are live already.
 *
 * @internal
 */
export function sameContext({ environment, app }: { readonly environment: string; readonly app: string }): string {
  return `gitops/same/${environment}/${app}`;
}

/**
 * Reads the release from such a status.
 *
 * @internal
 */
export function releaseOfSame(status: ReportedStatus | undefined): string | undefined {
  return status?.state === "success" ? status.id : undefined;
}
