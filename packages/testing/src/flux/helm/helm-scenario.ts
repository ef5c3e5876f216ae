import type { ChartOptions } from "./helm-release-options.ts";

/**
 * What helm-controller is about to do. `prepare` comes first in every reconciliation: it finds the chart and the values.
 * `unlock` frees a release that an interruption has left pending.
 *
 * @see https://github.com/fluxcd/helm-controller/tree/main/internal/reconcile
 */
export type HelmAction =
  "prepare" | "install" | "upgrade" | "test" | "rollback" | "uninstall" | "correct-drift" | "unlock";

/** What a rule knows when it decides how an action of helm-controller ends. */
export interface HelmSituation {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Name of the HelmRelease. */
  readonly helmRelease: string;
  /** Namespace of the HelmRelease. */
  readonly namespace: string;
  /** What is about to be done. */
  readonly action: HelmAction;
  /** The chart that it is done with; for a rollback that of the release to go back to. */
  readonly chart: ChartOptions;
  /** The values that it is done with. */
  readonly values: unknown;
  /** 1 for the first time with this action, chart and values, then one more each time. */
  readonly attempt: number;
}

/** All goes well. */
export interface HelmSucceeded {
  /** Which ending this is. */
  readonly code: "succeeded";
}

/** The action fails. */
export interface HelmFailed {
  /** Which ending this is. */
  readonly code: "failed";
  /** What Helm says. Default: `context deadline exceeded`, when the timeout has passed. */
  readonly message?: string;
  /** What Helm logged, one line each; the player writes the time before it. Default: nothing. Tests and drift have no log. */
  readonly logs?: readonly string[];
  /** Drifted objects that were corrected nevertheless, as `Kind/namespace/name`; for `correct-drift` only. Default: none. */
  readonly corrected?: readonly string[];
}

/** helm-controller dies while it installs or upgrades. It says nothing, and finds the release pending when it is back. */
export interface HelmInterrupted {
  /** Which ending this is. */
  readonly code: "interrupted";
}

/** The release succeeds; just before, an error tells that its objects could not be listed. Since Flux 2.8; for install and upgrade. */
export interface HelmInventoryBuildFailed {
  /** Which ending this is. */
  readonly code: "inventory-build-failed";
  /** The error. Default: `failed to build inventory for …: connection refused`. */
  readonly message?: string;
}

/** The release succeeds; just before, an error tells of doubts about namespaces. Since Flux 2.8; for install and upgrade. */
export interface HelmNamespaceCheckSkipped {
  /** Which ending this is. */
  readonly code: "namespace-check-skipped";
  /** The warnings. */
  readonly message: string;
}

/** The preparation fails, which is tried again with growing waits, but for what only a change of the object can mend. */
export interface HelmUnprepared {
  /**
   * Which ending this is: the chart cannot be loaded, the values cannot be found, the chart is in another namespace, or an
   * expression cannot be parsed.
   */
  readonly code: "artifact-failed" | "values-error" | "access-denied" | "invalid-cel-expression";
  /** The error. Default: one that fits. */
  readonly message?: string;
}

/** How an action of helm-controller ends. An ending that does not fit the action leaves it to succeed. */
export type HelmEnding =
  HelmSucceeded | HelmFailed | HelmInterrupted | HelmInventoryBuildFailed | HelmNamespaceCheckSkipped | HelmUnprepared;

/** Decides how an action of helm-controller ends; undefined leaves it to succeed. */
export type HelmScenario = (situation: HelmSituation) => HelmEnding | undefined;
