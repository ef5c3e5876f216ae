import type { Account } from "../account.ts";
import { ApiProblem } from "./api-problem.ts";

/** Counts requests by account and hour. */
export interface RateLimiter {
  /** Counts a request. */
  count(account: Account | undefined): void;
  /** The figures as GitHub's headers and `GET /rate_limit` show them. */
  figures(account: Account | undefined): RateFigures;
}

export interface RateFigures {
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

  const windowOf = (account: Account | undefined): { used: number; readonly reset: number } => {
    const key = account?.login ?? "";
    const seconds = Math.floor(now().getTime() / 1000);
    const open = windows.get(key);
    if (open !== undefined && open.reset > seconds) return open;
    const fresh = { used: 0, reset: seconds + HOUR };
    windows.set(key, fresh);
    return fresh;
  };

  return {
    count(account) {
      const window = windowOf(account);
      if (window.used >= limit) {
        throw new ApiProblem(403, `API rate limit exceeded for user ID ${account?.id ?? 0}.`);
      }
      window.used += 1;
    },
    figures(account) {
      const { used, reset } = windowOf(account);
      return { limit, used, remaining: limit - used, reset };
    },
  };
}

export function rateHeaders(figures: RateFigures): Readonly<Record<string, string>> {
  return {
    "x-ratelimit-limit": String(figures.limit),
    "x-ratelimit-remaining": String(figures.remaining),
    "x-ratelimit-reset": String(figures.reset),
    "x-ratelimit-resource": "core",
    "x-ratelimit-used": String(figures.used),
  };
}
