import type { ReporterEvent, ReporterObserver } from "../reporter/observer.ts";

/** Counts what a reporter did since it started. */
export interface ReporterCounts {
  /** Events that were stored in the lane. */
  readonly accepted: number;
  /** Events that the lane had already. */
  readonly duplicate: number;
  /** Events that belong to no slot or say nothing about a revision; an accepted one is among them each time it is handled. */
  readonly ignored: number;
  /** Statuses and deployments that were written, and dispatches that were sent. */
  readonly written: number;
  /** Statuses, deployments and dispatches that GitHub showed already, or a later one. */
  readonly skipped: number;
  /** Batches that come again. */
  readonly retried: number;
  /** Items that the reporter gave up; what a lane gives up by itself, its own observer hears of. */
  readonly dead: number;
  /** Milliseconds from the receipt of the oldest event of the last batch with one until all of it was shown. */
  readonly lagMs: number;
}

/** Counters that listen to a reporter. */
export interface ReporterCounters {
  /** Observer to hand to `createReporter`. */
  readonly observer: ReporterObserver;
  /** Returns the counts as of now. */
  readonly read: () => ReporterCounts;
}

const ZERO: ReporterCounts = {
  accepted: 0,
  duplicate: 0,
  ignored: 0,
  written: 0,
  skipped: 0,
  retried: 0,
  dead: 0,
  lagMs: 0,
};

/**
 * Counts what a reporter does, for a page of metrics.
 *
 * @example
 * ```ts source="./counters.examples.ts#reporterCounters_read"
 * const counters = reporterCounters();
 * const reporter = createReporter({ ...options, observer: counters.observer });
 * const { accepted, written, dead } = counters.read();
 * ```
 */
export function reporterCounters(): ReporterCounters {
  let counts = ZERO;
  const add = (name: keyof ReporterCounts, by = 1): void => {
    counts = { ...counts, [name]: counts[name] + by };
  };
  return {
    observer: (event) => {
      if (event.code === "handled") counts = { ...counts, lagMs: event.lagMs ?? counts.lagMs };
      else if (event.code === "rejected") add("dead", event.items);
      else {
        const name = counterOf(event);
        if (name !== undefined) add(name);
      }
    },
    read: () => counts,
  };
}

function counterOf(event: ReporterEvent): keyof ReporterCounts | undefined {
  switch (event.code) {
    case "accepted":
      return event.result === "stored" ? "accepted" : event.result;
    case "ignored":
      return "ignored";
    case "status":
    case "deployment":
      return event.write === "written" ? "written" : "skipped";
    case "dispatch":
      return DISPATCHES[event.outcome];
    case "retry":
      return "retried";
    case "handled":
    case "rejected":
    case "expectation":
    case "superseded":
      return undefined;
  }
}

// What waits is counted when it comes again, and what is held becomes a dead letter.
const DISPATCHES: Readonly<Record<string, keyof ReporterCounts | undefined>> = {
  sent: "written",
  found: "skipped",
  "already-sent": "skipped",
};
