/**
 * Names refusals that a caller may want to tell apart from others of the same HTTP status.
 *
 * - `status-limit`: the context has 1000 statuses on this commit, and gets no more.
 * - `unknown-commit`: the commit is not in this repository.
 * - `archived`: the repository is read-only.
 * - `not-sent`: it breaks a limit of GitHub, or could not be read back, so that it was not sent at all.
 */
export type GitHubRefusal = "status-limit" | "unknown-commit" | "archived" | "not-sent";

/**
 * Reports that GitHub understood a request and refused it, or is known to refuse it: nothing was changed, and the same
 * request fails again.
 */
export class GitHubRequestError extends Error {
  override readonly name = "GitHubRequestError";
  readonly code = "GITHUB_REQUEST_FAILED";
  /** HTTP status of the answer, from 300 to 499; 422 for what was not sent. */
  readonly status: number;
  /** What was refused, where GitHub's words tell more than the status; undefined else. */
  readonly refusal: GitHubRefusal | undefined;

  constructor(
    message: string,
    options: { readonly status: number; readonly refusal?: GitHubRefusal | undefined; readonly cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.status = options.status;
    this.refusal = options.refusal;
  }
}

/**
 * Reports that a rate limit of GitHub, or of the client itself, refused a request: nothing was changed.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export class RateLimitedError extends Error {
  override readonly name = "RateLimitedError";
  readonly code = "GITHUB_RATE_LIMITED";
  /** Seconds to wait before the next request with the same credentials. */
  readonly retryAfter: number;

  constructor(message: string, options: { readonly retryAfter: number; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryAfter = options.retryAfter;
  }
}

/**
 * Reports that no usable answer came: a 5xx, a lost connection, a timeout, an abort, or a write that cannot be read
 * back yet.
 *
 * GitHub may have executed the request. Read before repeating a write.
 */
export class GitHubUnavailableError extends Error {
  override readonly name = "GitHubUnavailableError";
  readonly code = "GITHUB_UNAVAILABLE";
  /** HTTP status of the answer, 500 or above; undefined when no answer came. */
  readonly status: number | undefined;

  constructor(message: string, options: { readonly status?: number | undefined; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.status = options.status;
  }
}

/** Lists every way in which a request to GitHub fails. */
export type GitHubError = GitHubRequestError | RateLimitedError | GitHubUnavailableError;
