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

  it("gives objects of one name in other namespaces, or of another kind, names of their own", () => {
    const resolve = standAlone({ repository: "acme/fleet" });
    const apps = [
      event("Kustomization", "podinfo", "flux-system"),
      event("Kustomization", "podinfo", "team-a"),
      event("HelmRelease", "podinfo", "flux-system"),
      event("HelmRelease", "podinfo", "team-a"),
    ].map((one) => resolve(one, "prod")?.app);
    expect(apps).toEqual(["podinfo", "team-a.podinfo", "podinfo.helmrelease", "team-a.podinfo.helmrelease"]);
  });

  it("lets no name with a dot pass for an object of another namespace", () => {
    const resolve = standAlone({ repository: "acme/fleet" });
    const [own, foreign] = [
      event("Kustomization", "team-a.podinfo", "flux-system"),
      event("Kustomization", "podinfo", "team-a"),
    ].map((one) => resolve(one, "prod")?.slot);
    expect(own).toBe("prod/flux-system.team-a.podinfo");
    expect(foreign).toBe("prod/team-a.podinfo");
  });

  it("takes an expected object by its name, or by namespace and name", () => {
    const resolve = standAlone({ repository: "acme/fleet", expected: ["team-a/apps", "infra"], need: "any" });
    expect(resolve(event("Kustomization", "apps", "team-a"), "prod")).toMatchObject({
      target: "team-a/apps",
      need: "any",
    });
    expect(resolve(event("Kustomization", "apps", "team-b"), "prod")).toBeUndefined();
    expect(resolve(event("Kustomization", "infra", "team-b"), "prod")).toMatchObject({ target: "infra" });
    expect(resolve(event("HelmRelease", "infra", "team-b"), "prod")).toBeUndefined();
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

function event(kind: string, name: string, namespace?: string): FluxEvent {
  return parseFluxEvent(JSON.stringify({ involvedObject: { kind, name, namespace } }))._unsafeUnwrap();
}
