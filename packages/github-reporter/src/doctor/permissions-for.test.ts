import { describe, expect, it } from "vitest";

import { FEATURES } from "./features.ts";
import { eventsFor, permissionsFor } from "./permissions-for.ts";

describe("permissionsFor", () => {
  it("asks for what a reporter needs and no more", () => {
    expect(permissionsFor(["statuses", "deployments", "locks"])).toEqual({
      contents: "read",
      deployments: "write",
      metadata: "read",
      statuses: "write",
    });
  });

  it("asks for writing where one feature reads and another writes, in any order", () => {
    for (const features of [["locks", "merge"] as const, ["merge", "locks"] as const]) {
      expect(permissionsFor(features)["contents"]).toBe("write");
    }
    expect(permissionsFor(["runs", "workflowDispatch"])["actions"]).toBe("write");
    expect(permissionsFor(["workflowDispatch", "runs"])["actions"]).toBe("write");
  });

  it("needs no more than metadata for nothing", () => {
    expect(permissionsFor([])).toEqual({ metadata: "read" });
  });

  it("names the events that are hints", () => {
    expect(eventsFor(["statuses"])).toEqual([]);
    expect(eventsFor(["merge", "branches"])).toEqual(["create", "delete", "push", "status"]);
  });

  it("knows every feature", () => {
    expect(Object.values(FEATURES).every(({ scopes }) => scopes.includes("repo"))).toBe(true);
  });
});
