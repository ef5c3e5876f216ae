import { rateLimitOf, toHttpFailure, type HttpFailure } from "./answers.ts";
import type { GitHubError, GitHubRefusal } from "./errors.ts";
import { GitHubRequestError, GitHubUnavailableError, RateLimitedError } from "./errors.ts";
import { redactTokens } from "./redact.ts";

const REMEDIES: Readonly<Record<number, string>> = {
  401: "Check that the token is valid and not expired",
  403: "Check the permissions of the token",
  404: "Check that it exists and that the token may read it",
  409: "Read the current state and decide again",
  422: "Correct the request",
};

/** Refusals that come from GitHub; the others never reach it. */
type ToldByGitHub = Exclude<GitHubRefusal, "not-sent">;

/** Refusals that only their words tell apart, each with what helps. */
const REFUSALS: Readonly<
  Record<ToldByGitHub, { readonly status: number; readonly words: RegExp; readonly remedy: string }>
> = {
  "status-limit": {
    status: 422,
    words: /reached the maximum number of statuses/i,
    remedy:
      "GitHub keeps 1000 statuses of a context on a commit: find who writes it so often, and report on another commit",
  },
  "unknown-commit": {
    status: 422,
    words: /No commit found for SHA/i,
    remedy: "Check that the commit is in this repository: the manifests and the code have different ones",
  },
  archived: {
    status: 403,
    words: /\bwas archived\b|\bis archived\b/i,
    remedy: "Unarchive the repository, or take it out of the configuration",
  },
};

/** Turns what Octokit threw into a typed error that names the request and holds no token. */
export function toGitHubError(
  thrown: unknown,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): GitHubError {
  const failure = toHttpFailure(thrown);
  const headers = failure.response?.headers;
  const status = headers === undefined ? undefined : Number(failure.status);
  const detail = redactTokens(typeof failure.message === "string" ? failure.message : String(thrown));
  const what = describeRequest(route, parameters);

  // The thrown error may hold a token in places of its own, so it is not handed on as the cause.
  if (thrown instanceof RateLimitedError) {
    return new RateLimitedError(`${detail}: ${what} was not sent.`, { retryAfter: thrown.retryAfter });
  }
  const retryAfter = rateLimitOf(failure);
  if (retryAfter !== undefined) {
    return new RateLimitedError(`GitHub limits the rate of ${what}. Try again in ${retryAfter} s.`, { retryAfter });
  }
  if (headers === undefined || status === undefined || status >= 500) {
    const how = status === undefined ? "did not answer" : `answered ${status}`;
    return new GitHubUnavailableError(`GitHub ${how} to ${what}: ${detail}. Read the state before repeating a write.`, {
      status,
    });
  }
  const refusal = refusalOf(failure, detail);
  const message = `GitHub answered ${status} to ${what}: ${detail}. ${remedyOf(status, headers, refusal)}.`;
  return new GitHubRequestError(message, { status, refusal });
}

function remedyOf(
  status: number,
  headers: Readonly<Record<string, unknown>>,
  refusal: ToldByGitHub | undefined,
): string {
  if (refusal !== undefined) return REFUSALS[refusal].remedy;
  const needed = headers["x-accepted-github-permissions"];
  if (status === 403 && typeof needed === "string") return `Grant the permission ${needed}`;
  return REMEDIES[status] ?? "Check the request";
}

function refusalOf({ status }: HttpFailure, message: string): ToldByGitHub | undefined {
  const names = Object.keys(REFUSALS) as readonly ToldByGitHub[];
  return names.find((name) => REFUSALS[name].status === status && REFUSALS[name].words.test(message));
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
