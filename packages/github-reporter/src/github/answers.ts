/** What an HttpError of Octokit carries; read structurally, because copies of a package break instanceof. */
export interface HttpFailure {
  readonly code?: unknown;
  readonly status?: unknown;
  readonly message?: unknown;
  readonly response?: {
    readonly headers?: Readonly<Record<string, unknown>>;
    readonly data?: unknown;
  };
}

// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
const SECONDS_WITHOUT_A_HINT = 60;
// The longest limit of GitHub is that of an hour: what a proxy says beyond that must not stop everything for ever.
const LONGEST_SECONDS = 3660;

/** Reads what was thrown as an answer of GitHub, as far as it is one. */
export function toHttpFailure(thrown: unknown): HttpFailure {
  return typeof thrown === "object" && thrown !== null ? thrown : {};
}

/** Tells how many seconds GitHub wants no request of these credentials; undefined when that is not why it refused. */
export function rateLimitOf(failure: HttpFailure): number | undefined {
  const headers = failure.response?.headers;
  if (headers === undefined) return undefined;
  return isRateLimited(failure, headers) ? Math.min(secondsToWait(headers), LONGEST_SECONDS) : undefined;
}

function isRateLimited(failure: HttpFailure, headers: Readonly<Record<string, unknown>>): boolean {
  if (hasRateLimitError(failure.response?.data)) return true;
  if (failure.status === 429) return true;
  if (failure.status !== 403) return false;
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    /\b(secondary rate|abuse detection)\b/i.test(String(failure.message))
  );
}

/** What GraphQL calls it: the documented word, and the one that GitHub sends since 2026; yanyongyu/githubkit#271. */
const RATE_LIMIT_TYPES: readonly unknown[] = ["RATE_LIMITED", "RATE_LIMIT"];

/** GraphQL answers 200 also when it refuses. */
export function hasRateLimitError(data: unknown): boolean {
  const { errors } = (data ?? {}) as { readonly errors?: unknown };
  return (
    Array.isArray(errors) &&
    errors.some((error: { readonly type?: unknown } | null) => RATE_LIMIT_TYPES.includes(error?.type))
  );
}

function secondsToWait(headers: Readonly<Record<string, unknown>>): number {
  const retryAfter = retryAfterOf(headers);
  if (retryAfter !== undefined) return retryAfter;
  // GitHub's own clock tells how far the reset is: ours may differ.
  const reset = Number(headers["x-ratelimit-reset"]) - Date.parse(String(headers["date"])) / 1000;
  return headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset) && reset > 0
    ? Math.ceil(reset) + 1
    : SECONDS_WITHOUT_A_HINT;
}

/** Reads `Retry-After`, which is a number of seconds or a date. */
export function retryAfterOf(headers: Readonly<Record<string, unknown>>): number | undefined {
  const { "retry-after": header } = headers;
  const text = typeof header === "string" || typeof header === "number" ? String(header) : "";
  const until = Date.parse(text) - Date.parse(String(headers["date"]));
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : until / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}
