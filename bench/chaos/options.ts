/** Protections that can be switched off, to see that the check finds what they are for. */
export const PROTECTIONS = ["fold", "ledger", "lane-key"] as const;
export type Protection = (typeof PROTECTIONS)[number];

export const LANES = ["sqlite", "pgboss"] as const;
export type LaneKind = (typeof LANES)[number];

/** What a run of chaos is asked for. */
export interface ChaosOptions {
  /** Seconds for which events are sent and faults are played. */
  readonly seconds: number;
  /** Lane of the connector: one process on an SQLite file, or two replicas on Postgres. */
  readonly lane: LaneKind;
  /** Slots, with three targets each. */
  readonly slots: number;
  /** Fixes events, deliveries and the chances of faults; not the moments at which a process dies. */
  readonly seed: number;
  /** Protection that is switched off. */
  readonly without: Protection | undefined;
}

export const DEFAULTS: ChaosOptions = { seconds: 60, lane: "sqlite", slots: 300, seed: 1, without: undefined };

/** A run of a minute plays all waits in their real length, a shorter one in proportion. */
export function paceOf({ seconds }: Pick<ChaosOptions, "seconds">): number {
  return Math.min(1, Math.max(0.25, seconds / 60));
}
