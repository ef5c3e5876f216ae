import type { FluxEvent } from "@gitops/flux-events";

/** What a reporter keeps of a Flux event until it is handled; plain data, as a durable lane stores it. */
export interface ReporterItem {
  /** The event. */
  readonly event: FluxEvent;
  /** Cluster that sent it. */
  readonly cluster: string;
  /** Time of its receipt, RFC 3339: stands in for the time of an event that has none, or one more than 5 minutes later. */
  readonly receivedAt: string;
}
