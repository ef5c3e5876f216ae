import type { FluxEvent } from "../event/event.ts";
import type { FoldOptions, Outcome, OutcomeReason, Phase } from "../outcome/outcome.ts";

/** What the reason, severity and message of an event amount to; a message or chart where they are not those of the event. */
export interface Reading extends Pick<Outcome, "phase" | "why"> {
  /** Message of another event that tells more. */
  readonly message?: string | undefined;
  /** Version of the chart. */
  readonly chartVersion?: string | undefined;
}

/** Reads one event. */
export type Read = (event: FluxEvent) => Reading;

/** How the events of one Flux kind are read. */
export interface KindReader {
  /** API group of the kind. */
  readonly group: string;
  /** Its name, as in `involvedObject.kind`. */
  readonly kind: string;
  /** Reads one event alone. */
  readonly read: Read;
  /** Prepares to read each event of a history, knowing the others. Absent where they tell nothing more. */
  readonly readWithin?: (history: readonly FluxEvent[], options: FoldOptions) => Read;
}

/** What the reasons of one severity mean: a reading, or how to find it. */
export type Rules<Reason extends string> = Readonly<Partial<Record<Reason, Reading | Read>>>;

export const progressing = (why: OutcomeReason): Reading => reading("progressing", why);
export const succeeded = (why: OutcomeReason): Reading => reading("succeeded", why);
export const failed = (why: OutcomeReason): Reading => reading("failed", why);
export const neutral = (why: OutcomeReason): Reading => reading("neutral", why);

function reading(phase: Phase, why: OutcomeReason): Reading {
  return { phase, why };
}

/** What nobody taught this version. It moves nothing forward, and an error of it is shown. */
export const readUnrecognised: Read = ({ severity }) =>
  severity === "error" ? failed("unrecognised") : neutral("unrecognised");

/** Reads events by their severity, which outranks the reason, then by their reason. */
export function bySeverity<Reason extends string>(rules: {
  readonly info: Rules<Reason>;
  readonly error: Rules<Reason>;
  /** What an unknown reason of an error means. Default: `failed`, `unrecognised`. */
  readonly otherError?: Reading;
}): Read {
  return (event) => {
    const { severity, reason } = event;
    if (severity === "unknown") return readUnrecognised(event);
    const known: Rules<string> = rules[severity];
    // A reason is foreign text: every object would know the reason "constructor".
    const rule = Object.hasOwn(known, reason) ? known[reason] : undefined;
    if (rule !== undefined) return typeof rule === "function" ? rule(event) : rule;
    return severity === "error" ? (rules.otherError ?? readUnrecognised(event)) : readUnrecognised(event);
  };
}
