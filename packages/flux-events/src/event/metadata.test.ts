import { describe, expect, it } from "vitest";

import { resolveMetadata } from "./metadata.ts";

const API_VERSION = "kustomize.toolkit.fluxcd.io/v1";
const metadataOf = (wire: Readonly<Record<string, unknown>>, apiVersion: string | undefined = API_VERSION) =>
  resolveMetadata(wire, apiVersion).metadata;

describe("resolveMetadata", () => {
  it("finds a key bare, under the object's group, and as an annotation", () => {
    expect(
      metadataOf({
        revision: "main@sha1:1",
        "kustomize.toolkit.fluxcd.io/originRevision": "main@sha1:2",
        "event.toolkit.fluxcd.io/env": "prod",
      }),
    ).toEqual({ revision: "main@sha1:1", originRevision: "main@sha1:2", env: "prod" });
  });

  it("prefers the bare key to the controller's, and that to the annotation, in any order", () => {
    const annotation = { "event.toolkit.fluxcd.io/revision": "annotation" };
    const controller = { "kustomize.toolkit.fluxcd.io/revision": "controller" };

    expect(metadataOf({ ...controller, ...annotation })).toEqual({ revision: "controller" });
    expect(metadataOf({ revision: "bare", ...controller, ...annotation })).toEqual({ revision: "bare" });
    expect(metadataOf({ ...annotation, ...controller, revision: "bare" })).toEqual({ revision: "bare" });
  });

  it("leaves the internals of the controllers out", () => {
    expect(
      metadataOf({
        "kustomize.toolkit.fluxcd.io/checksum": "1",
        "kustomize.toolkit.fluxcd.io/digest": "2",
        "kustomize.toolkit.fluxcd.io/token": "3",
      }),
    ).toEqual({});
  });

  it("keeps the key of another group whole, so that it cannot pass for the object's", () => {
    const foreign = { "source.toolkit.fluxcd.io/revision": "v1", "example.com/team": "shop" };

    expect(metadataOf(foreign)).toEqual(foreign);
  });

  it("takes any group of Flux for the object's when the object names none", () => {
    expect(resolveMetadata({ "helm.toolkit.fluxcd.io/revision": "6.5.0" }, undefined).metadata).toEqual({
      revision: "6.5.0",
    });
  });

  it("keeps what the Alert adds, under any key", () => {
    const alert = { cluster: "prod-eu", env: "prod", deploymentID: "4711", summary: "prod <eu>" };

    expect(metadataOf(alert)).toEqual(alert);
  });

  it("gives the well-known keys a name of their own", () => {
    const metadata = metadataOf({ "app-version": "7.4.2", commit_status: "update", change_request: "12" });

    expect([metadata["app-version"], metadata.commit_status, metadata.change_request]).toEqual([
      "7.4.2",
      "update",
      "12",
    ]);
  });
});
