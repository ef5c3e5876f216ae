import type { Clock } from "./clock/clock.ts";
import type { FluxObject, NotificationController } from "./notification/notification-controller.ts";
import type { Metadata, Step } from "./sequences/step.ts";

/** Events of one object that are to be played. */
export interface Sequence {
  /** The object. */
  readonly object: FluxObject;
  /** The events. */
  readonly steps: readonly Step[];
  /** What the events that name a revision say of it. Default: nothing. */
  readonly metadata?: Metadata;
  /** Ends a health check when it is aborted. Default: health checks run on. */
  readonly cancel?: AbortSignal;
}

/**
 * Plays events, each at its time.
 *
 * @returns after how many milliseconds a health check was cancelled, and undefined when the sequence came to its end.
 */
export type PlaySteps = (sequence: Sequence) => Promise<number | undefined>;

/** What playing needs of the cluster. */
export interface PlayPorts {
  readonly clock: Clock;
  readonly notifications: NotificationController;
  /** The current run of the player; its signal is aborted when the player stops. */
  readonly session: () => { readonly signal: AbortSignal };
  /** Whether a reconciliation that has finished is worth an event. */
  readonly hasCommitStatusEvent: boolean;
}

/** Creates the function that plays sequences of a cluster. */
export function createPlaySteps({ clock, notifications, session, hasCommitStatusEvent }: PlayPorts): PlaySteps {
  return async ({ object, steps, metadata = {}, cancel }) => {
    const { signal } = session();
    for (const step of steps) {
      const start = clock.now().getTime();
      const cancelled = step.isHealthCheck === true ? cancel : undefined;
      signal.throwIfAborted();
      try {
        // A report of something that takes no time is said at once, also while the clock stands still.
        if (step.after > 0)
          await clock.sleep(step.after, cancelled === undefined ? signal : AbortSignal.any([signal, cancelled]));
      } catch (error) {
        if (signal.aborted || cancelled?.aborted !== true) throw error;
        return clock.now().getTime() - start;
      }
      if (step.metadata === "commit-status" && !hasCommitStatusEvent) continue;
      const { severity, reason, message } = step;
      notifications.notify(object, { severity, reason, message, metadata: toMetadata(step, metadata) });
    }
    return undefined;
  };
}

function toMetadata(step: Step, revision: Metadata): Metadata {
  if (step.metadata === "none") return {};
  return step.metadata === "commit-status" ? { ...revision, commit_status: "update" } : revision;
}
