import type { Result } from "neverthrow";

import type { StateSourceError } from "./errors.ts";
import type { FluxObjectState } from "./object-state.ts";

/** What a source could not read while it went on with the rest. */
export interface StateProblem {
  /**
   * - `kind-missing`: the cluster does not know the kind
   * - `kind-forbidden`: the account may not list the kind
   * - `object-unreadable`: the object has another shape
   */
  readonly code: "kind-missing" | "kind-forbidden" | "object-unreadable";
  /** Kind, such as `HelmRelease`. */
  readonly kind: string;
  /** Namespace; undefined for all of them, or when it could not be read. */
  readonly namespace?: string | undefined;
  /** Name of the object, when it could be read. */
  readonly name?: string | undefined;
  /** What is wrong and what to do, for people. */
  readonly why: string;
}

/** Some of the objects of a cluster: as many as shall be in memory at once. */
export interface StatePage {
  /** Objects that could be read. */
  readonly objects: readonly FluxObjectState[];
  /** What could not. */
  readonly problems: readonly StateProblem[];
}

/**
 * Reads the status of the Flux objects of one cluster: the port that hides the cluster.
 *
 * {@link kubernetesStateSource} reads the Kubernetes API.
 */
export interface StateSource {
  /**
   * Reads all objects once, page by page; it ends behind the first error. An object may come twice.
   *
   * @param signal Ends the reading when it aborts.
   */
  read(signal?: AbortSignal): AsyncIterable<Result<StatePage, StateSourceError>>;
}
