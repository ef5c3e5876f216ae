import type { ResultAsync } from "neverthrow";
import { describe, expect, expectTypeOf, it } from "vitest";

import type { GitHubClient } from "./call.ts";
import { callGitHub } from "./call.ts";
import type { GitHubError } from "./errors.ts";

describe("callGitHub", () => {
  it("types parameters and answer by the route", () => {
    const getApp = (client: GitHubClient): ResultAsync<string, GitHubError> =>
      callGitHub(client, "GET /repos/{owner}/{repo}", { owner: "acme", repo: "shop" }).map((data) => data.full_name);
    expectTypeOf(getApp).returns.toEqualTypeOf<ResultAsync<string, GitHubError>>();

    const withoutRepository = (client: GitHubClient): unknown =>
      // @ts-expect-error The route needs a repository.
      callGitHub(client, "GET /repos/{owner}/{repo}", { owner: "acme" });
    const unknownRoute = (client: GitHubClient): unknown =>
      // @ts-expect-error GitHub has no such route.
      callGitHub(client, "GET /repos/{owner}/{repo}/stauses", { owner: "acme", repo: "shop" });
    expect([withoutRepository, unknownRoute]).toHaveLength(2);
  });

  it("works with any client that sends requests as Octokit does, and returns what it throws synchronously", async () => {
    const request = (): never => {
      throw new Error("no connection");
    };
    const client = { request } as unknown as GitHubClient;
    const result = await callGitHub(client, "GET /user", {});
    expect(result._unsafeUnwrapErr()).toMatchObject({ code: "GITHUB_UNAVAILABLE", status: undefined });
  });
});
