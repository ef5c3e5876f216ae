/** What a rule knows when it decides how a reconciliation ends. */
export interface Situation {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Name of the Kustomization. */
  readonly kustomization: string;
  /** Namespace of the Kustomization. */
  readonly namespace: string;
  /** Commit that is applied, 40 hex digits. */
  readonly sha: string;
  /** Files under the Kustomization's path at that commit, by their path below it. */
  readonly files: ReadonlyMap<string, string>;
  /** 1 for the first attempt at this commit, then one more for each retry or interval. */
  readonly attempt: number;
}

/** All goes well. */
export interface Succeeded {
  /** Which ending this is. */
  readonly code: "succeeded";
}

/** The manifests cannot be built. Nothing is applied. */
export interface BuildFailed {
  /** Which ending this is. */
  readonly code: "build-failed";
  /** What kustomize says. Default: a resource of kustomization.yaml that is missing. */
  readonly message?: string;
}

/**
 * The manifests are applied, and what they describe does not become healthy. As with Flux itself, only a Kustomization
 * with `wait` or `healthChecks` notices; any other one reports a success.
 */
export interface Unhealthy {
  /** Which ending this is. */
  readonly code: "unhealthy";
  /** `timeout`: still in progress when the timeout ends. `stalled`: failed for good, noticed early. Default: `timeout`. */
  readonly cause?: "timeout" | "stalled";
  /** The objects, as `Kind/namespace/name`. Default: the workloads that are checked, or else all that is checked. */
  readonly objects?: readonly string[];
}

/** How a reconciliation ends. */
export type Ending = Succeeded | BuildFailed | Unhealthy;

/** Decides how a reconciliation ends; undefined leaves it to succeed. Is asked again at each attempt. */
export type Scenario = (situation: Situation) => Ending | undefined;
