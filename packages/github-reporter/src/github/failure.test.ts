import { describe, expect, it } from "vitest";

import { toGitHubError } from "./failure.ts";

const ROUTE = "POST /repos/{owner}/{repo}/statuses/{sha}";
const PARAMETERS = { owner: "acme", repo: "shop", sha: "abc", description: "not for logs" };

describe("toGitHubError", () => {
  it("names the request and not what was sent", () => {
    const error = toGitHubError(answer(422, "No commit found for SHA: abc"), ROUTE, PARAMETERS);
    expect(error).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 422 });
    expect(error.message).toContain("POST /repos/acme/shop/statuses/abc");
    expect(error.message).toContain("No commit found");
    expect(error.message).not.toContain("not for logs");
  });

  it("names the permission that is missing", () => {
    const headers = { "x-accepted-github-permissions": "statuses=write" };
    const error = toGitHubError(answer(403, "Resource not accessible by integration", headers), ROUTE, PARAMETERS);
    expect(error.code).toBe("GITHUB_REQUEST_FAILED");
    expect(error.message).toContain("Grant the permission statuses=write");
  });

  it.each([
    ["Retry-After", answer(403, "Forbidden", { "retry-after": "17" }), 17],
    [
      "the reset of the primary limit, by GitHub's clock",
      answer(403, "API rate limit exceeded", {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": String(Date.parse("2026-03-02T10:10:00Z") / 1000),
        date: "Mon, 02 Mar 2026 10:00:00 GMT",
      }),
      601,
    ],
    ["a minute without any hint", answer(403, "You have exceeded a secondary rate limit."), 60],
    ["a minute after 429", answer(429, "Too many requests"), 60],
  ])("waits as long as GitHub says: %s", (_case, thrown, retryAfter) => {
    expect(toGitHubError(thrown, ROUTE, PARAMETERS)).toMatchObject({ code: "GITHUB_RATE_LIMITED", retryAfter });
  });

  it.each([
    ["a 502", answer(502, "Bad gateway"), 502],
    [
      "a lost connection, which Octokit gives the status 500",
      Object.assign(new Error("ECONNRESET"), { status: 500 }),
      undefined,
    ],
    ["an abort", new DOMException("The request was aborted", "AbortError"), undefined],
    ["something that is no error", "boom", undefined],
  ])("leaves open whether %s was executed", (_case, thrown, status) => {
    expect(toGitHubError(thrown, ROUTE, PARAMETERS)).toMatchObject({ code: "GITHUB_UNAVAILABLE", status });
  });
});

function answer(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}
