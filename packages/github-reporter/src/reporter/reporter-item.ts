import type { FluxEvent } from "@gitops/flux-events";

import type { Expectation } from "./expectation.ts";

/** A Flux event that was received and waits to be handled. */
export interface ReceivedEvent {
  /** The event. */
  readonly event: FluxEvent;
  /** Cluster that sent it. */
  readonly cluster: string;
  /** Time of its receipt, RFC 3339: stands in for the time of an event that has none, or one more than 5 minutes later. */
  readonly receivedAt: string;
}

/** A deployment that Flux is expected to report. */
export interface ExpectedDeployment {
  /** What is expected. */
  readonly expectation: Expectation;
}

/** What a reporter keeps in its lane until it is handled; plain data, as a durable lane stores it. */
export type ReporterItem = ReceivedEvent | ExpectedDeployment;
