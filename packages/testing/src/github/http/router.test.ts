import { describe, expect, it } from "vitest";

import { globalRoutes, repositoryRoutes } from "../rest/routes.ts";
import { createRouter } from "./router.ts";

describe("router", () => {
  const route = createRouter(globalRoutes, repositoryRoutes);

  it.each([
    ["GET", "/user", "GET /user", {}],
    ["GET", "/repos/acme/shop", "GET /repos/{owner}/{repo}", { owner: "acme", repo: "shop" }],
    ["GET", "/repos/acme/shop/", "GET /repos/{owner}/{repo}", { repo: "shop" }],
    ["GET", "/repos/a/b/contents/", "GET /repos/{owner}/{repo}/contents/{path}", { path: "" }],
    ["GET", "/repos/a/b/contents", "GET /repos/{owner}/{repo}/contents/{path}", { path: "" }],
    ["GET", "/repos/a/b/contents/x/y%20z", "GET /repos/{owner}/{repo}/contents/{path}", { path: "x/y z" }],
    ["GET", "/repos/a/b/git/ref/heads/x/y", "GET /repos/{owner}/{repo}/git/ref/{ref}", { ref: "heads/x/y" }],
    ["GET", "/repos/a/b/git/ref/heads%2Fx", "GET /repos/{owner}/{repo}/git/ref/{ref}", { ref: "heads/x" }],
    [
      "GET",
      "/repos/a/b/commits/feature/x/status",
      "GET /repos/{owner}/{repo}/commits/{ref}/status",
      { ref: "feature/x" },
    ],
    ["GET", "/repos/a/b/commits/feature/x", "GET /repos/{owner}/{repo}/commits/{ref}", { ref: "feature/x" }],
    [
      "GET",
      "/repos/a/b/commits/abc/pulls",
      "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
      { commit_sha: "abc" },
    ],
    ["GET", "/repos/a/b/compare/x/y...z", "GET /repos/{owner}/{repo}/compare/{basehead}", { basehead: "x/y...z" }],
    [
      "GET",
      "/repos/a/b/issues/comments/5",
      "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
      { comment_id: "5" },
    ],
    [
      "GET",
      "/repos/a/b/environments/prod%2Feu/variables",
      "GET /repos/{owner}/{repo}/environments/{environment_name}/variables",
      { environment_name: "prod/eu" },
    ],
  ])("finds the operation for %s %s", (method, path, template, params) => {
    const match = route(method, path);

    expect(match?.found.route.route).toBe(template);
    expect(match?.params).toMatchObject(params);
  });

  it.each([
    ["POST", "/user"],
    ["GET", "/repos/acme"],
    ["GET", "/repos/a/b/environments/prod/eu"],
    ["GET", "/repos/a/b/git/ref/%E0%A4%A"],
    ["GET", "/"],
  ])("finds none for %s %s", (method, path) => {
    expect(route(method, path)).toBeUndefined();
  });

  it("links every operation to its page in GitHub's documentation", () => {
    for (const { documentation } of [...globalRoutes, ...repositoryRoutes]) {
      expect(documentation).toMatch(/^https:\/\/docs\.github\.com\/(rest|graphql)\/[a-z-]+\/[a-z-]+#[a-z-]+$/);
    }
  });
});
