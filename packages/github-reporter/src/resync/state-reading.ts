import type { FluxObjectState, ObjectCondition } from "./object-state.ts";

/** What an object's status amounts to: the parts of an event that depend on it. */
export interface StateReading {
  /** Severity that Flux gives to such an event. */
  readonly severity: "info" | "error";
  /** Condition that says so, with the time, reason and message of the event. */
  readonly said: ObjectCondition;
  /** Metadata that its controller adds; what is undefined is left out. */
  readonly metadata: Readonly<Record<string, string | undefined>>;
}

/** Reads the status of an object whose Ready condition is current; undefined where Flux would say nothing. */
export type ReadState = (state: FluxObjectState, ready: ObjectCondition) => StateReading | undefined;
