/** Which calls a fault is played on. Without any of these it is the next call. */
export interface FaultMatch {
  /** Operation as in `GitHubCall.route`, e.g. `POST /repos/{owner}/{repo}/dispatches`; default any. */
  readonly route?: string;
  /** GraphQL operation, by its own name or by one of its root fields, e.g. `createCommitOnBranch`; default any call. */
  readonly operation?: string;
  /** HTTP method; default any. */
  readonly method?: string;
  /** The first matching call to play on, counted from 1 when the fault was added; default 1. */
  readonly nth?: number;
  /** How often it is played; default 1. `Infinity` is for ever. */
  readonly times?: number;
  /** Chance of each matching call, 0 to 1; default 1. */
  readonly probability?: number;
  /** Seed of the chance, so that a run can be repeated; default 1. */
  readonly seed?: number;
}

/** Delays the answer. */
export interface LatencyFault extends FaultMatch {
  /** Names the fault. */
  readonly fault: "latency";
  /** Milliseconds to wait before the call is handled. */
  readonly milliseconds: number;
}

/** Answers 502, with or without having done what was asked. */
export interface BadGatewayFault extends FaultMatch {
  /** Names the fault. */
  readonly fault: "bad-gateway";
  /** `before`: nothing happened. `after`: it happened, and the answer is lost. */
  readonly when: "before" | "after";
}

/** Breaks the connection, with or without having done what was asked. */
export interface ConnectionResetFault extends FaultMatch {
  /** Names the fault. */
  readonly fault: "connection-reset";
  /** `before`: nothing happened. `after`: it happened, and the answer is lost. */
  readonly when: "before" | "after";
}

/**
 * Refuses a call because of the secondary rate limit.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export interface RateLimitFault extends FaultMatch {
  /** Names the fault. */
  readonly fault: "secondary-rate-limit";
  /** GitHub uses both; default 403. */
  readonly status?: 403 | 429;
  /** Seconds in the header `Retry-After`; default 60. */
  readonly retryAfter?: number;
}

/** Keeps a write from being seen: reads of the repository show the state before it for a while, as a replica does. */
export interface ReadLagFault extends FaultMatch {
  /** Names the fault. */
  readonly fault: "read-lag";
  /** Milliseconds, of real time and not of the clock, until the write is seen. */
  readonly milliseconds: number;
}

/** A fault to play on calls of REST or GraphQL. */
export type Fault = LatencyFault | BadGatewayFault | ConnectionResetFault | RateLimitFault | ReadLagFault;

/** The faults that an embedded GitHub plays. */
export interface FaultPlan {
  /** Adds a fault; the returned function removes it. Several faults may meet on one call. */
  add(fault: Fault): () => void;
  /** Removes all faults. */
  clear(): void;
}
