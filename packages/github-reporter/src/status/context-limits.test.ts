import { describe, expect, it } from "vitest";

import { refusedContext } from "./context-limits.ts";

const commit = { repository: "acme/shop", sha: "a".repeat(40) };

describe("refusedContext", () => {
  it("lets pass what GitHub takes", () => {
    for (const context of ["gitops/dev/cart", "ü".repeat(255)]) {
      expect(refusedContext({ ...commit, context })).toBeUndefined();
    }
  });

  it.each([
    ["nothing", "", "has 0 characters"],
    ["256 characters", "a".repeat(256), "has 256 characters"],
    ["four bytes", "gitops/🐛", "four bytes"],
    ["a line end", "gitops\ndev", "line ends"],
    ["a reversed text", "gitops/\u202edev", "controls"],
  ])("refuses %s", (_case, context, words) => {
    const error = refusedContext({ ...commit, context });
    expect(error).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 422, refusal: "limits" });
    expect(error?.message).toContain(words);
  });
});
