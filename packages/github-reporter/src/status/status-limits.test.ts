import { describe, expect, it } from "vitest";

import { refusedStatus } from "./status-limits.ts";

const status = {
  repository: "acme/shop",
  sha: "a".repeat(40),
  context: "gitops/dev/cart",
  at: "2026-03-02T10:00:00Z",
  id: "r-1",
};

describe("refusedStatus", () => {
  it("lets pass what GitHub takes", () => {
    for (const context of ["gitops/dev/cart", "ü".repeat(255)]) {
      expect(refusedStatus({ ...status, context })).toBeUndefined();
    }
  });

  it.each([
    ["nothing", "", "has 0 characters"],
    ["256 characters", "a".repeat(256), "has 256 characters"],
    ["four bytes", "gitops/🐛", "four bytes"],
    ["a line end", "gitops\ndev", "line ends"],
    ["a reversed text", "gitops/\u202edev", "controls"],
  ])("refuses %s", (_case, context, words) => {
    const error = refusedStatus({ ...status, context });
    expect(error).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 422, refusal: "not-sent" });
    expect(error?.message).toContain(words);
  });

  it.each([
    ["an id with a space", { id: "r 1" }, "its id"],
    ["an id that leaves no room", { id: "r".repeat(116) }, "its id"],
    ["a time that is none", { at: "soon" }, "its time"],
  ])("refuses %s, which nobody could read back", (_case, parts, words) => {
    expect(refusedStatus({ ...status, ...parts })?.message).toContain(words);
  });
});
