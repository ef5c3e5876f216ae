import { describe, expect, it } from "vitest";

import type { ReportedStatus } from "../status/read.ts";
import { decideDispatch } from "./decide-dispatch.ts";

const STORED = "2026-03-02T10:00:00Z";
const options = { now: Date.parse(STORED) + 10_000, ambiguityMs: 30_000 };

describe("decideDispatch", () => {
  it("announces a dispatch that was never begun", () => {
    expect(decideDispatch([], "d-1", options)).toEqual({ code: "announce" });
  });

  it("takes foreign text for nothing", () => {
    expect(decideDispatch([{ ...shown("success"), id: undefined }], "d-1", options)).toEqual({ code: "announce" });
  });

  it("has nothing to do once it was sent", () => {
    expect(decideDispatch([shown("success")], "d-1", options)).toEqual({ code: "sent" });
  });

  it("begins again after a refusal", () => {
    expect(decideDispatch([shown("failure")], "d-1", options)).toEqual({ code: "announce" });
  });

  it("waits until GitHub must list the run of an intent, counted from its storage", () => {
    expect(decideDispatch([shown("pending")], "d-1", options)).toEqual({
      code: "wait",
      afterMs: 20_000,
      since: STORED,
    });
  });

  it("then looks for the run", () => {
    const later = { ...options, now: options.now + 20_000 };
    expect(decideDispatch([shown("pending")], "d-1", later)).toEqual({ code: "look", since: STORED });
  });

  it("looks for it since the first intent, whose run is older than the others", () => {
    const second = { ...shown("pending"), updatedAt: "2026-03-02T10:00:05Z" };
    const later = { ...options, now: options.now + 30_000 };
    expect(decideDispatch([second, shown("pending")], "d-1", later)).toEqual({ code: "look", since: STORED });
  });

  it.each(["pending", "failure"] as const)("knows that it was sent, although a %s was written later", (state) => {
    expect(decideDispatch([shown(state), shown("success"), shown("pending")], "d-1", options)).toEqual({
      code: "sent",
    });
  });

  it("touches no ledger of another dispatch", () => {
    expect(decideDispatch([shown("success")], "d-2", options)).toEqual({ code: "taken", by: "d-1" });
  });
});

function shown(state: ReportedStatus["state"]): ReportedStatus {
  return {
    context: "gitops/dispatch/dev/cart/success",
    state,
    text: "",
    at: "2026-03-02T09:59:59Z",
    id: "d-1",
    creator: "acme-gitops[bot]",
    updatedAt: STORED,
    targetUrl: undefined,
    statusId: 1,
  };
}
