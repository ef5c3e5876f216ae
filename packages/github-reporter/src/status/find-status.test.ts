import { describe, expect, it } from "vitest";

import { findStatus } from "./find-status.ts";
import type { ReportedStatus } from "./read.ts";

const status = (context: string): ReportedStatus => ({
  context,
  state: "success",
  text: "",
  at: undefined,
  id: undefined,
  creator: "acme-gitops[bot]",
  updatedAt: "2026-03-02T10:15:00Z",
  targetUrl: undefined,
  statusId: 1,
});

describe("findStatus", () => {
  const statuses = [status("gitops/dev/cart/dev"), status("GitOps/Dev/Cart"), status("gitops/dev/cart")];

  it("compares without regard to case, as GitHub does, and takes the first, which is the newest", () => {
    expect(findStatus(statuses, "gitops/dev/cart")).toBe(statuses[1]);
    expect(findStatus(statuses, "GITOPS/DEV/CART/DEV")).toBe(statuses[0]);
  });

  it("finds nothing for a context that only begins alike", () => {
    expect(findStatus(statuses, "gitops/dev")).toBeUndefined();
  });
});
