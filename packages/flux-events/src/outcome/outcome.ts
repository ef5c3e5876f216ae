/**
 * How far an object is with a revision. `succeeded` and `failed` are verdicts; `neutral` says nothing about the revision.
 */
export type Phase = "progressing" | "succeeded" | "failed" | "neutral";

/**
 * Why an outcome has its phase.
 *
 * - progressing: `applied` (a change set was applied), `healthy` (health checks passed, the reconciliation has still to
 *   end), `artifact-unavailable` (Flux tries again), `progressing` (any other progress)
 * - succeeded: `reconciled` (the manifests are applied; whether they rolled out, one event cannot tell), `rolled-out`
 *   (the health checks passed as well; only {@link foldOutcomes} says so)
 * - failed: `unhealthy`, `build-failed`, `apply-failed`, `prune-failed`, `path-missing`, `misconfigured`, `deletion-failed`
 * - neutral: `superseded` (a newer revision came first), `dependency` (waits for another object), `deletion` (the object
 *   goes away), `internal` (a hiccup of the controller, which it repeats), `source`, `source-failed`
 * - neutral, or failed when its severity is error: `unrecognised`
 */
export type OutcomeReason =
  | "applied"
  | "healthy"
  | "artifact-unavailable"
  | "progressing"
  | "reconciled"
  | "rolled-out"
  | "unhealthy"
  | "build-failed"
  | "apply-failed"
  | "prune-failed"
  | "path-missing"
  | "misconfigured"
  | "deletion-failed"
  | "superseded"
  | "dependency"
  | "deletion"
  | "internal"
  | "source"
  | "source-failed"
  | "unrecognised";

/** What is known of one revision on one target, and since when: enough to say which of two is the later word. */
export interface Observation {
  /** How far it is. */
  readonly phase: Phase;
  /** Time of the event, RFC 3339, UTC, whole seconds. An undefined time is older than any other. */
  readonly at: string | undefined;
}

/** What an event says about the revision that it names. */
export interface Outcome extends Observation {
  /** Why it has this phase. */
  readonly why: OutcomeReason;
  /** True for `succeeded` and `failed`. A verdict is the last word on a revision only until a later verdict. */
  readonly verdict: boolean;
  /** Flux's message in one line, without what differs between repetitions of one failure. */
  readonly message: string;
}

/** An outcome without its time: what the reason, severity and message of an event amount to. */
export type Reading = Pick<Outcome, "phase" | "why">;

/** What the reader of a history knows about the object and its events do not say. */
export interface FoldOptions {
  /**
   * Whether the Kustomization waits for health: `spec.wait` or `spec.healthChecks`.
   * Default: true once the history has an event of a health check, false otherwise.
   */
  readonly healthAwaited?: boolean;
}
