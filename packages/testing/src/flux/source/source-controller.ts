import type { Clock } from "../clock/clock.ts";
import type { FluxObject } from "../notification/notification-controller.ts";
import type { PlaySteps } from "../play-steps.ts";
import type { Artifact } from "./artifact.ts";

/** What the controller of a source needs. */
export interface SourcePorts {
  readonly clock: Clock;
  /** Plays events. */
  readonly play: PlaySteps;
  /** Hears of each new artifact. */
  readonly onArtifact: () => void;
}

/** Plays a source that Kustomizations are fed by. */
export interface SourceController {
  /** The object, as its events name it. */
  readonly object: FluxObject;
  /** The latest artifact; undefined before the first one. */
  readonly artifact: () => Artifact | undefined;
  /** Looks for a new artifact once; tells after how many milliseconds to look again. */
  readonly reconcile: () => Promise<number>;
  /** Hears that it has failed for some other reason, so that its next success is a recovery. */
  readonly markFailed: () => void;
}
