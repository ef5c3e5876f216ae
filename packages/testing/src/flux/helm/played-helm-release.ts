import type { Drift } from "../kustomize/drift.ts";
import type { ChartOptions } from "./helm-release-options.ts";

/** What runs on a cluster on behalf of a HelmRelease: the newest release in Helm's storage. */
export interface HelmReleaseState {
  /** Number of the release; undefined when there is none. */
  readonly version: number | undefined;
  /** Helm's status of it; undefined when there is none. */
  readonly status: "deployed" | "superseded" | "failed" | "pending-install" | "pending-upgrade" | undefined;
  /** Chart of the release; undefined when there is none. */
  readonly chart: ChartOptions | undefined;
  /** Values of the release. */
  readonly values: unknown;
  /** Whether the HelmRelease is ready. */
  readonly ready: boolean;
}

/** A HelmRelease in the hands of whoever works with the cluster. */
export interface PlayedHelmRelease {
  /** What runs because of it. */
  released(): HelmReleaseState;
  /** Gives it another chart, other values, or both, and resolves when it has been reconciled once. */
  update(change: { readonly chart?: ChartOptions; readonly values?: unknown }): Promise<void>;
  /** Makes objects differ from the release, which the next reconciliation finds if `driftDetection` says so. */
  drift(drift: Drift): void;
  /** Stops reconciling it. Nothing is said about that, and nothing any more. */
  suspend(): void;
  /** Reconciles it again, and resolves when that has been done once. */
  resume(): Promise<void>;
  /** Deletes it, and resolves when the release is uninstalled. A suspended one leaves the release behind. */
  delete(): Promise<void>;
}
