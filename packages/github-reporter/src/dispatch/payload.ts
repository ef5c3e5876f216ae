import { createHash } from "node:crypto";

import type { CommitAddress } from "../github/commit-address.ts";
import type { CommitStatusState } from "../status/read.ts";
import type { DeploymentResult } from "../status/context.ts";

/** State of one target in a dispatch. */
export interface DispatchTarget {
  /** Name of the target, as in the context of its status. */
  readonly name: string;
  /** State that GitHub shows for it; `pending` when it has not reported. */
  readonly state: CommitStatusState;
}

/**
 * Describes a finished deployment to the workflows that go on from it: `client_payload` of the dispatch.
 *
 * GitHub allows ten keys, and these are all ten.
 *
 * @see https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event
 */
export interface DispatchPayload {
  /** Version of this format. */
  readonly schema: 1;
  /** Identity of the dispatch: the same for every repetition, so that a workflow can tell that it ran already. */
  readonly id: string;
  /** Id of the release; null without a release lock. */
  readonly release: string | null;
  /** App. */
  readonly app: string;
  /** Environment that it was deployed to. */
  readonly environment: string;
  /** How the deployment ended. */
  readonly result: DeploymentResult;
  /** Code commit of the release; null without a release lock. */
  readonly source: CommitAddress | null;
  /** Commit of the manifests that holds the evidence. */
  readonly manifests: CommitAddress;
  /** Targets with their states. */
  readonly targets: readonly DispatchTarget[];
  /** Environments that follow. */
  readonly next: readonly string[];
}

/** Names what a dispatch tells: the end of one deployment. */
export interface DispatchSubject {
  /** Slot id, e.g. `dev/cart`. */
  readonly slot: string;
  /** Id of the release; null without a release lock. */
  readonly release: string | null;
  /** How the deployment ended. */
  readonly result: DeploymentResult;
  /** Introducing commit of the release lock; without one the reported commit. */
  readonly manifests: CommitAddress;
}

/**
 * Returns the identity of a dispatch: release, result, and a hash over the whole subject, e.g.
 * `r-8f3a52c19e0b77d4-success-5f0c2a9d81be`.
 *
 * It has no spaces and fits into the description of a status, however long the names are.
 *
 * @example
 * ```ts source="./payload.examples.ts#dispatchId_success"
 * const id = dispatchId({
 *   slot: "dev/cart",
 *   release: "r-8f3a52c19e0b77d4",
 *   result: "success",
 *   manifests: { repository: "acme/shop-manifests", sha },
 * }); // r-8f3a52c19e0b77d4-success-, and twelve digits
 * ```
 */
export function dispatchId({ slot, release, result, manifests }: DispatchSubject): string {
  const subject = [manifests.repository.toLowerCase(), manifests.sha, slot, result].join("\n");
  const hash = createHash("sha256").update(subject).digest("hex").slice(0, 12);
  return `${release ?? manifests.sha.slice(0, 12)}-${result}-${hash}`;
}
