/**
 * Names what is done on GitHub, for the permissions that it needs.
 *
 * - `statuses`: commit statuses, which everything else rests on.
 * - `deployments`: deployments with their states.
 * - `repositoryDispatch`: `repository_dispatch`, which needs to write contents.
 * - `workflowDispatch`: `workflow_dispatch`, which needs less.
 * - `runs`: the look for the run of a doubtful dispatch.
 * - `comments`: comments on pull requests.
 * - `locks`: reading release locks at a revision.
 * - `pullRequests`: opening and changing pull requests, and reading their reviews.
 * - `branches`: writing proposals: commits and branches.
 * - `merge`: merging pull requests.
 */
export type GitHubFeature =
  | "statuses"
  | "deployments"
  | "repositoryDispatch"
  | "workflowDispatch"
  | "runs"
  | "comments"
  | "locks"
  | "pullRequests"
  | "branches"
  | "merge";

/** Permissions of a GitHub App by their names, as `default_permissions` of its manifest has them. */
export type GitHubPermissions = Readonly<Record<string, "read" | "write">>;

interface Needs {
  readonly permissions: GitHubPermissions;
  /** Scopes of a classic token, of which any will do. */
  readonly scopes: readonly string[];
  /** Events of a webhook that make it act sooner. */
  readonly events: readonly string[];
}

/** What each feature needs; https://docs.github.com/rest/authentication/permissions-required-for-github-apps */
export const FEATURES: Readonly<Record<GitHubFeature, Needs>> = {
  statuses: { permissions: { statuses: "write" }, scopes: ["repo", "repo:status"], events: [] },
  deployments: { permissions: { deployments: "write" }, scopes: ["repo", "repo_deployment"], events: [] },
  repositoryDispatch: { permissions: { contents: "write" }, scopes: ["repo"], events: [] },
  workflowDispatch: { permissions: { actions: "write" }, scopes: ["repo"], events: [] },
  runs: { permissions: { actions: "read" }, scopes: ["repo"], events: [] },
  comments: { permissions: { pull_requests: "write" }, scopes: ["repo"], events: [] },
  locks: { permissions: { contents: "read" }, scopes: ["repo"], events: [] },
  pullRequests: {
    permissions: { pull_requests: "write", contents: "read" },
    scopes: ["repo"],
    events: ["pull_request", "pull_request_review", "status"],
  },
  branches: { permissions: { contents: "write" }, scopes: ["repo"], events: ["push", "create", "delete"] },
  merge: { permissions: { contents: "write", pull_requests: "write" }, scopes: ["repo"], events: ["push", "status"] },
};
