import type { Account } from "../account.ts";
import { ApiProblem } from "./api-problem.ts";

/** What is counted on its own: REST calls and GraphQL documents. */
export type RateResource = "core" | "graphql";

/** Counts requests by account, resource and hour. */
export interface RateLimiter {
  /** Counts a request. */
  count(account: Account | undefined, resource: RateResource): void;
  /** The figures as GitHub's headers and `GET /rate_limit` show them. */
  figures(account: Account | undefined, resource: RateResource): RateFigures;
}

export interface RateFigures {
  readonly resource: RateResource;
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  /** Seconds since the epoch. */
  readonly reset: number;
}

const HOUR = 3600;

/**
 * Keeps GitHub's primary rate limit.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function createRateLimiter(limit: number, now: () => Date): RateLimiter {
  const windows = new Map<string, { used: number; readonly reset: number }>();

  const windowOf = (account: Account | undefined, resource: RateResource): { used: number; readonly reset: number } => {
    const key = `${resource} ${account?.login ?? ""}`;
    const seconds = Math.floor(now().getTime() / 1000);
    const open = windows.get(key);
    if (open !== undefined && open.reset > seconds) return open;
    const fresh = { used: 0, reset: seconds + HOUR };
    windows.set(key, fresh);
    return fresh;
  };

  return {
    count(account, resource) {
      const window = windowOf(account, resource);
      if (window.used >= limit) {
        throw new ApiProblem(403, `API rate limit exceeded for user ID ${account?.id ?? 0}.`);
      }
      window.used += 1;
    },
    figures(account, resource) {
      const { used, reset } = windowOf(account, resource);
      return { resource, limit, used, remaining: limit - used, reset };
    },
  };
}

export function rateHeaders(figures: RateFigures): Readonly<Record<string, string>> {
  return {
    "x-ratelimit-limit": String(figures.limit),
    "x-ratelimit-remaining": String(figures.remaining),
    "x-ratelimit-reset": String(figures.reset),
    "x-ratelimit-resource": figures.resource,
    "x-ratelimit-used": String(figures.used),
  };
}
