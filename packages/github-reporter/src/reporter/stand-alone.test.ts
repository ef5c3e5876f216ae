import { parseFluxEvent, type FluxEvent } from "@gitops/flux-events";
import { describe, expect, it } from "vitest";

import { standAlone } from "./stand-alone.ts";

describe("standAlone", () => {
  it("makes each object an app of its own in an environment named after the cluster", () => {
    expect(standAlone({ repository: "acme/fleet" })(event("Kustomization", "podinfo"), "prod")).toEqual({
      repository: "acme/fleet",
      slot: "prod/podinfo",
      environment: "prod",
      app: "podinfo",
      path: undefined,
      target: "prod",
      targets: ["prod"],
      next: [],
    });
  });

  it("joins the expected objects in one slot and leaves others out", () => {
    const resolve = standAlone({ repository: "acme/fleet", expected: ["infra", "apps"] });
    expect(resolve(event("Kustomization", "apps"), "prod")).toMatchObject({
      slot: "prod/fleet",
      target: "apps",
      targets: ["infra", "apps"],
    });
    expect(resolve(event("Kustomization", "podinfo"), "prod")).toBeUndefined();
  });

  it("throws for a repository without an owner", () => {
    expect(() => standAlone({ repository: "fleet" })).toThrow(TypeError);
  });

  it("reports only what applies manifests", () => {
    const resolve = standAlone({ repository: "acme/fleet" });
    expect(resolve(event("GitRepository", "fleet"), "prod")).toBeUndefined();
    expect(resolve(event("HelmRelease", "podinfo"), "prod")).toBeDefined();
  });
});

function event(kind: string, name: string): FluxEvent {
  return parseFluxEvent(JSON.stringify({ involvedObject: { kind, name } }))._unsafeUnwrap();
}
