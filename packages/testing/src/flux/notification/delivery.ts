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
   * `suppressed`: the rate limit of notification-controller held it back; `lost`: refused, or out of time. Flux sends
   * neither of them again.
   */
  readonly state: "pending" | "delivered" | "lost" | "suppressed";
}
