/** One event of a sequence, and how long after the one before it it happens. */
export interface Step {
  /** Milliseconds since the step before, or since the beginning of the reconciliation. */
  readonly after: number;
  /** Severity of the event. */
  readonly severity: "info" | "error";
  /** Reason of the Ready condition at that moment. */
  readonly reason: string;
  /** Text of the event. */
  readonly message: string;
  /** Whether the event names the revision, and whether it is the commit status of one. */
  readonly metadata: "none" | "revision" | "commit-status";
  /** Whether the time before it is spent waiting for health, which a newer revision can cut short. */
  readonly isHealthCheck?: true;
}

/** Metadata of a controller, under bare keys: `revision`, and whatever goes with it. */
export type Metadata = Readonly<Record<string, string>>;
