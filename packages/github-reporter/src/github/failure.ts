import type { GitHubError } from "./errors.ts";
import { GitHubRequestError, GitHubUnavailableError, RateLimitedError } from "./errors.ts";
import { redactTokens } from "./redact.ts";

/** What an HttpError of Octokit carries; read structurally, because copies of a package break instanceof. */
interface HttpFailure {
  readonly status?: unknown;
  readonly message?: unknown;
  readonly response?: { readonly headers?: Readonly<Record<string, unknown>> };
}

// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
const SECONDS_WITHOUT_A_HINT = 60;

const REMEDIES: Readonly<Record<number, string>> = {
  401: "Check that the token is valid and not expired",
  403: "Check the permissions of the token",
  404: "Check that it exists and that the token may read it",
  409: "Read the current state and decide again",
  422: "Correct the request",
};

/** Turns what Octokit threw into a typed error that names the request and holds no token. */
export function toGitHubError(
  thrown: unknown,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): GitHubError {
  const failure: HttpFailure = typeof thrown === "object" && thrown !== null ? thrown : {};
  const headers = failure.response?.headers;
  const status = headers === undefined ? undefined : Number(failure.status);
  const detail = redactTokens(typeof failure.message === "string" ? failure.message : String(thrown));
  const what = describeRequest(route, parameters);

  // The message of the thrown error may hold a token, so it is not handed on as the cause.
  if (headers === undefined || status === undefined || status >= 500) {
    const how = status === undefined ? "did not answer" : `answered ${status}`;
    return new GitHubUnavailableError(`GitHub ${how} to ${what}: ${detail}. Read the state before repeating a write.`, {
      status,
    });
  }
  if (isRateLimited(status, headers, detail)) {
    const retryAfter = secondsToWait(headers);
    return new RateLimitedError(`GitHub limits the rate of ${what}. Try again in ${retryAfter} s.`, { retryAfter });
  }
  const needed = headers["x-accepted-github-permissions"];
  const remedy =
    status === 403 && typeof needed === "string"
      ? `Grant the permission ${needed}`
      : (REMEDIES[status] ?? "Check the request");
  return new GitHubRequestError(`GitHub answered ${status} to ${what}: ${detail}. ${remedy}.`, { status });
}

function isRateLimited(status: number, headers: Readonly<Record<string, unknown>>, message: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    /\b(secondary rate|abuse detection)\b/i.test(message)
  );
}

function secondsToWait(headers: Readonly<Record<string, unknown>>): number {
  const retryAfter = Number(headers["retry-after"]);
  if (Number.isFinite(retryAfter) && retryAfter > 0) return Math.ceil(retryAfter);
  // GitHub's own clock tells how far the reset is: ours may differ.
  const reset = Number(headers["x-ratelimit-reset"]) - Date.parse(String(headers["date"])) / 1000;
  return headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset) && reset > 0
    ? Math.ceil(reset) + 1
    : SECONDS_WITHOUT_A_HINT;
}

/** Fills the path of a route, so that a message names the object; values of the query and the body stay out of it. */
function describeRequest(route: string, parameters: Readonly<Record<string, unknown>>): string {
  return redactTokens(
    route.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = parameters[name];
      return typeof value === "string" || typeof value === "number" ? String(value) : placeholder;
    }),
  );
}
