import type { Clock } from "../clock/clock.ts";
import type { FluxBehaviour } from "../flux-version.ts";
import type { Drift } from "../kustomize/drift.ts";
import type { Random } from "../random.ts";
import type { Metadata, Step } from "../sequences/step.ts";
import type { HelmReleaseOptions } from "./helm-release-options.ts";
import type { HelmAction, HelmEnding } from "./helm-scenario.ts";
import type { HelmConfig } from "./release-history.ts";

/** What an action on a release needs. */
export interface ActionPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly applyTime: number;
  readonly rolloutTime: number;
  readonly behaviour: FluxBehaviour;
  readonly options: HelmReleaseOptions;
  /** What the release is to become. */
  readonly desired: HelmConfig;
  /** Number of the release that an install or upgrade makes. */
  readonly nextVersion: number;
  /** How the objects of the release differ from it. */
  readonly drift: Drift;
  /** Aborted by a newer configuration. */
  readonly newer: AbortSignal;
  /** What brought the newer configuration, as `Kind/namespace/name`. */
  readonly trigger: () => string;
  /** Asks the scenario how an action ends. */
  readonly ask: (action: HelmAction, config: HelmConfig) => HelmEnding;
  /** Plays events; tells after how many milliseconds a health check was cancelled, if it was. */
  readonly play: (steps: readonly Step[], metadata: Metadata, cancel?: AbortSignal) => Promise<number | undefined>;
}

/** How an action went. `interrupted`: it was never told; `cancelled`: something newer wants to be released. */
export type ActionOutcome = "succeeded" | "failed" | "interrupted" | "cancelled";
