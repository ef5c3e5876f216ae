/**
 * How far an object is with a revision. `succeeded` and `failed` are verdicts; `neutral` says nothing about the revision.
 */
export type Phase = "progressing" | "succeeded" | "failed" | "neutral";

/**
 * Why an outcome has its phase.
 *
 * - progressing: `applied` (a change set was applied), `health-passed` (the reconciliation has still to end), `untested`
 *   (released, its tests are still to come; only {@link foldOutcomes} says so), `planned` (Terraform has planned its
 *   changes), `transient` (a hiccup: Flux tries again by itself), `progressing` (any other progress)
 * - succeeded: `finished` (the reconciliation ended; whether what it applied rolled out, one event cannot tell),
 *   `rolled-out` (and it is healthy; only {@link foldOutcomes} says so), `released` and `tested` (Helm)
 * - failed: `unhealthy`, `build-failed`, `apply-failed`, `prune-failed`, `artifact-failed`, `misconfigured`,
 *   `deletion-failed`; of Helm `release-failed`, `test-failed` and `remediation-failed`
 * - neutral: `superseded` (a newer revision came first), `dependency` (waits for another object), `deletion` (the object
 *   goes away), `drift` (the cluster was changed by others), `source` and `source-failed`, `image` and `image-failed`,
 *   `warning` (an error that is none), `silence` (no event at all)
 * - neutral, and failed in a history that has the attempt: `rollback` (Helm went back, or uninstalled what it had installed)
 * - neutral, and failed when its severity is error: `unrecognised`
 *
 * Reasons are added in minor versions: keep a default branch where you switch over them.
 */
export type OutcomeReason =
  | "applied"
  | "health-passed"
  | "untested"
  | "planned"
  | "transient"
  | "progressing"
  | "finished"
  | "rolled-out"
  | "released"
  | "tested"
  | "unhealthy"
  | "build-failed"
  | "apply-failed"
  | "prune-failed"
  | "artifact-failed"
  | "misconfigured"
  | "deletion-failed"
  | "release-failed"
  | "test-failed"
  | "remediation-failed"
  | "superseded"
  | "dependency"
  | "deletion"
  | "drift"
  | "rollback"
  | "source"
  | "source-failed"
  | "image"
  | "image-failed"
  | "warning"
  | "silence"
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
  /**
   * Flux's own message; of a rollback in a history, the message of the failure that it repaired, where there is one.
   * {@link describeOutcome} makes a line for people of it.
   */
  readonly message: string;
  /**
   * Version of the Helm chart that the outcome is about, such as `6.5.0` or `6.5.0+5394cb7f4833`. HelmReleases only: a
   * failed release names the version that was attempted, and so does a rollback in a history with that attempt. Alone, a
   * rollback names the version that was restored.
   */
  readonly chartVersion?: string;
}

/** The outcome of a history of events. */
export interface FoldedOutcome extends Outcome {
  /**
   * Time of the first event since which the phase is the same. When it is before `at`, the latest event told nothing new:
   * a heartbeat, or one more try with the same end. Undefined where `at` is.
   */
  readonly since: string | undefined;
}

/** What the reader of a history knows about the object and its events do not say. */
export interface FoldOptions {
  /**
   * Whether the Kustomization waits for health: `spec.wait` or `spec.healthChecks`. Then a passed health check is a
   * success, also where the event that ends the reconciliation is never sent: by Flux 2.8.0 to 2.8.5, by a Provider of type
   * `githubdispatch`, by message brokers.
   * Default: true once the history has an event of a health check, false otherwise.
   *
   * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#wait
   */
  readonly healthAwaited?: boolean;
  /**
   * Whether the HelmRelease runs its tests: `spec.test.enable`. Then a release is a success when they have passed.
   * Default: true once the history has an event of a test, false otherwise.
   *
   * @see https://fluxcd.io/flux/components/helm/helmreleases/#test-configuration
   */
  readonly testsEnabled?: boolean;
  /**
   * Version of the chart that is asked for. Then only what was said about this version counts, and the rest of the history
   * explains it: which attempt a rollback undid, and which failure was a wait that was given up. HelmReleases only.
   * Default: whatever the history is about.
   */
  readonly chartVersion?: string;
}
