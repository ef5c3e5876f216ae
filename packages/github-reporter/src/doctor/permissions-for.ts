import { FEATURES, type GitHubFeature, type GitHubPermissions } from "./features.ts";

/**
 * Lists exactly the permissions that a GitHub App, or a fine-grained token, needs for some features: `default_permissions`
 * of an App manifest.
 *
 * @example
 * ```ts source="./permissions-for.examples.ts#permissionsFor_manifest"
 * const features = ["statuses", "deployments", "workflowDispatch", "runs", "locks"] as const;
 * const manifest = {
 *   name: "acme-gitops",
 *   url,
 *   default_permissions: permissionsFor(features),
 *   // { actions: "write", contents: "read", deployments: "write", metadata: "read", statuses: "write" }
 *   default_events: eventsFor(features),
 * };
 * ```
 * @see https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export function permissionsFor(features: readonly GitHubFeature[]): GitHubPermissions {
  const needed = features.flatMap((feature) => Object.entries(FEATURES[feature].permissions));
  const writes = needed.filter(([, access]) => access === "write");
  // Every App may read metadata; a later entry of a name replaces an earlier one.
  const entries = [["metadata", "read"] as const, ...needed, ...writes];
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Lists the webhook events of some features, sorted: `default_events` of an App manifest. They are hints, not needed. */
export function eventsFor(features: readonly GitHubFeature[]): readonly string[] {
  return [...new Set(features.flatMap((feature) => FEATURES[feature].events))].sort();
}
