/** Which events a fault is played on. Without any of these it is the next event. Suppressed events do not count. */
export interface DeliveryFaultMatch {
  /** Name of the cluster; default any. */
  readonly cluster?: string;
  /** Kind of the involved object, such as `Kustomization`; default any. */
  readonly kind?: string;
  /** Name of the involved object; default any. */
  readonly name?: string;
  /** Reason of the event, such as `ReconciliationSucceeded`; default any. */
  readonly reason?: string;
  /** The first matching event to play on, counted from 1 when the fault was added; default 1. */
  readonly nth?: number;
  /** How often it is played; default 1. `Infinity` is for ever. */
  readonly times?: number;
  /** Chance of each matching event, 0 to 1; default 1. */
  readonly probability?: number;
  /** Seed of all that is left to chance, so that a run can be repeated; default 1. */
  readonly seed?: number;
}

/** Loses an event before it is ever posted, as a restart of notification-controller does. */
export interface LossFault extends DeliveryFaultMatch {
  /** Names the fault. */
  readonly fault: "loss";
}

/** Posts an event later than it happened; its timeout begins when it is posted. */
export interface DelayFault extends DeliveryFaultMatch {
  /** Names the fault. */
  readonly fault: "delay";
  /** Milliseconds to wait before the first try. */
  readonly milliseconds: number;
}

/** Posts each event after a wait of its own, so that events that happen close together arrive in another order. */
export interface ReorderingFault extends DeliveryFaultMatch {
  /** Names the fault. */
  readonly fault: "reordering";
  /** Longest wait in milliseconds. */
  readonly within: number;
}

/** Posts an event more than once, as a second Alert for the same object does. Each copy has its own entry and its own tries. */
export interface DuplicateFault extends DeliveryFaultMatch {
  /** Names the fault. */
  readonly fault: "duplicate";
  /** How many copies there are besides the first one; default 1. */
  readonly copies?: number;
}

/** Breaks the connection to the receiver, which Flux answers with another try. */
export interface BrokenDeliveryFault extends DeliveryFaultMatch {
  /** Names the fault. */
  readonly fault: "connection-reset";
  /** `before`: the receiver got nothing. `after`: it took the event, and its answer is lost, so that it gets the event again. */
  readonly when: "before" | "after";
  /** How many tries of the event break, from the first one on; default 1. */
  readonly tries?: number;
}

/** A fault on the way from Flux to the receiver. */
export type DeliveryFault = LossFault | DelayFault | ReorderingFault | DuplicateFault | BrokenDeliveryFault;

/**
 * The faults that a player plays between Flux and the receivers.
 *
 * @see https://github.com/fluxcd/notification-controller/blob/main/internal/server/event_handlers.go
 */
export interface DeliveryFaultPlan {
  /** Adds a fault; the returned function removes it. Several faults may meet on one event. */
  add(fault: DeliveryFault): () => void;
  /** Removes all faults. */
  clear(): void;
}
