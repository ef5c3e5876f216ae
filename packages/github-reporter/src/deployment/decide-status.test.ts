import { describe, expect, it } from "vitest";

import { decideDeploymentStatus } from "./decide-status.ts";

describe("decideDeploymentStatus", () => {
  it.each([
    ["pending", "queued", "write"],
    ["queued", "in_progress", "write"],
    ["in_progress", "success", "write"],
    ["pending", "failure", "write"],
    ["failure", "success", "write"],
    ["success", "failure", "write"],
    ["error", "success", "write"],
    ["success", "success", "equal"],
    ["pending", "pending", "equal"],
    ["success", "in_progress", "outdated"],
    ["failure", "pending", "outdated"],
    ["in_progress", "queued", "outdated"],
    ["inactive", "success", "outdated"],
    ["pending", "inactive", "write"],
    ["in_progress", "inactive", "write"],
    ["success", "inactive", "outdated"],
    ["failure", "inactive", "outdated"],
    ["inactive", "inactive", "equal"],
  ] as const)("from %s to %s: %s", (shown, wanted, decision) => {
    expect(decideDeploymentStatus(shown, wanted)).toBe(decision);
  });
});
