import { describe, expect, it } from "vitest";

import type { Dispatch } from "./dispatch.ts";
import { refusedDispatch } from "./dispatch-limits.ts";

const dispatch: Dispatch = {
  repository: "acme/shop",
  eventType: "gitops.deployed",
  payload: {
    schema: 1,
    id: "d-1",
    release: null,
    app: "cart",
    environment: "dev",
    result: "success",
    source: null,
    manifests: { repository: "acme/manifests", sha: "a".repeat(40) },
    targets: [],
    next: [],
  },
};

function withTargets(count: number): Dispatch {
  const targets = Array.from({ length: count }, (_, i) => ({ name: `cluster-${i}`, state: "success" as const }));
  return { ...dispatch, payload: { ...dispatch.payload, targets } };
}

describe("refusedDispatch", () => {
  it("lets pass what GitHub takes", () => {
    expect(refusedDispatch(dispatch)).toBeUndefined();
    expect(refusedDispatch({ ...dispatch, eventType: "😀".repeat(100) })).toBeUndefined();
    expect(refusedDispatch(withTargets(1_400))).toBeUndefined();
  });

  it.each([
    ["an empty event type", { ...dispatch, eventType: "" }, "0 characters"],
    ["a long event type", { ...dispatch, eventType: "a".repeat(101) }, "101 characters"],
    ["an id with the mark of intents", { ...dispatch, payload: { ...dispatch.payload, id: "r~1" } }, "its id"],
    ["an id without room for a mark", { ...dispatch, payload: { ...dispatch.payload, id: "r".repeat(107) } }, "its id"],
    ["too many targets", withTargets(2_000), "2000 targets"],
  ])("refuses %s", (_case, refused, words) => {
    const error = refusedDispatch(refused);
    expect(error).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 422, refusal: "not-sent" });
    expect(error?.message).toContain(words);
  });
});
