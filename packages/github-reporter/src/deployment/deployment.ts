import type { CommitAddress } from "../github/commit-address.ts";

/**
 * Says how far a deployment is, in GitHub's words; `pending` is a deployment without any status, and `inactive` one that
 * another took the place of before it ended.
 *
 * @see https://docs.github.com/rest/deployments/statuses#create-a-deployment-status
 */
export type DeploymentState = "pending" | "queued" | "in_progress" | "success" | "failure" | "inactive";

/** Identifies a deployment in its payload: a release in a slot, at the commit of the manifests that put it there. */
export interface DeploymentKey {
  /** Id of the release. */
  readonly release: string;
  /** Slot id, e.g. `dev/cart`. */
  readonly slot: string;
  /** Introducing commit of the release lock; a rollback to an earlier release is a deployment of its own. */
  readonly manifests: CommitAddress;
}

/** Describes a deployment that GitHub is to show, and how far it is. */
export interface Deployment {
  /** Commit of the code repository that is deployed. */
  readonly source: CommitAddress;
  /** Environment, as GitHub's environments page lists it. */
  readonly environment: string;
  /** Whether users work with the environment. Default: GitHub's, which is true for one named `production`. */
  readonly production?: boolean | undefined;
  /** Whether the environment will be gone some time. Default: false. */
  readonly transient?: boolean | undefined;
  /** What is deployed where; found again by this key. */
  readonly key: DeploymentKey;
  /** How far it is. */
  readonly state: DeploymentState;
  /** What a person reads; one line, cut where the description would grow too long. */
  readonly text: string;
  /** Time of the event that the state comes from, RFC 3339. */
  readonly at: string;
  /** Page with the logs. */
  readonly logUrl?: string;
  /** Page of what was deployed. */
  readonly environmentUrl?: string;
}
