import type { PlayedEvent } from "../wire/event.ts";

/** One try to post an event. */
export interface DeliveryAttempt {
  /** Time at which it began, RFC 3339. */
  readonly at: string;
  /** HTTP status of the answer; absent when there was none. */
  readonly status?: number;
  /** Why there was no answer. */
  readonly error?: string;
}

/** What became of an event. */
export interface Delivery {
  /** Cluster that sent it. */
  readonly cluster: string;
  /** The event. */
  readonly event: PlayedEvent;
  /** The bytes that were sent. */
  readonly body: string;
  /** The tries so far, oldest first. */
  readonly attempts: readonly DeliveryAttempt[];
  /**
   * `suppressed`: notification-controller held it back, by its rate limit or because its version posts no commit status;
   * `lost`: refused, out of time, or gone by a fault. Flux sends none of them again.
   */
  readonly state: "pending" | "delivered" | "lost" | "suppressed";
}
