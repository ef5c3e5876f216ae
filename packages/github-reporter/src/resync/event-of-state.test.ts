import { commitOf, type FluxEvent, outcomeOf, parseFluxEvent } from "@gitops/flux-events";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { eventOfState } from "./event-of-state.ts";
import { readObject } from "./kubernetes/object-schema.ts";
import type { FluxObjectState } from "./object-state.ts";

const FIXTURES = new URL("../../fixtures/resync/", import.meta.url);
const NOW = Date.parse("2026-11-22T22:00:00Z");
const BEFORE = "0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f";
const LATEST = "4f1c9a7be02d5c8360f1a2b3c4d5e6f708192a3b";

function kustomization(name: string, change: Partial<FluxObjectState> = {}): FluxObjectState {
  const json: unknown = JSON.parse(readFileSync(new URL(`kustomizations/${name}.json`, FIXTURES), "utf8"));
  return { ...readObject(json, "Kustomization", "kustomize.toolkit.fluxcd.io/v1")._unsafeUnwrap(), ...change };
}

function helmRelease(name: string, change: Partial<FluxObjectState> = {}): FluxObjectState {
  const json: unknown = JSON.parse(readFileSync(new URL(`helmreleases/${name}.json`, FIXTURES), "utf8"));
  return { ...readObject(json, "HelmRelease", "helm.toolkit.fluxcd.io/v2")._unsafeUnwrap(), ...change };
}

function ready(state: FluxObjectState, change: Partial<FluxObjectState["conditions"][number]>): FluxObjectState {
  const conditions = state.conditions.map((it) => (it.type === "Ready" ? { ...it, ...change } : it));
  return { ...state, conditions };
}

const said = (state: FluxObjectState) => eventOfState(state, { now: NOW });

function summary(event: FluxEvent | undefined) {
  if (event === undefined) return "nothing";
  const { phase, why, chartVersion } = outcomeOf(event);
  return [phase, why, chartVersion, commitOf(event)?.sha].filter((part) => part !== undefined).join(" ");
}

const KUSTOMIZATIONS = {
  ready: `succeeded finished ${BEFORE}`,
  "ready-oci": `succeeded finished ${BEFORE}`,
  reconciling: `progressing progressing ${LATEST}`,
  unhealthy: `failed unhealthy ${LATEST}`,
  "unhealthy-oci": `failed unhealthy ${LATEST}`,
  "build-failed": `failed build-failed ${LATEST}`,
  "apply-failed": `failed apply-failed ${LATEST}`,
  "path-not-found": `failed artifact-failed ${LATEST}`,
  "never-applied": `failed artifact-failed ${BEFORE}`,
  "unknown-reason": `failed unrecognised ${LATEST}`,
  "health-check-canceled": `neutral superseded ${LATEST}`,
  "dependency-not-ready": "neutral dependency",
  stalled: "failed misconfigured",
  "source-not-found": "nothing",
  suspended: "nothing",
  "changed-since": "nothing",
  "failed-before-change": "nothing",
  new: "nothing",
  deleting: "nothing",
  "half-written": "nothing",
};

const HELM_RELEASES = {
  ready: `succeeded released 20.6.2 ${BEFORE}`,
  tested: `succeeded tested 20.6.2 ${BEFORE}`,
  upgrading: `progressing progressing 20.6.2 ${BEFORE}`,
  "awaiting-tests": `progressing progressing 20.6.2 ${BEFORE}`,
  "upgrade-failed": `failed release-failed 20.6.2 ${BEFORE}`,
  "rolled-back": `failed release-failed 20.6.2 ${BEFORE}`,
  uninstalled: `failed release-failed 20.6.2 ${BEFORE}`,
  "test-failed": `failed test-failed 20.6.2 ${BEFORE}`,
  "rolled-back-after-tests": `failed test-failed 20.6.2 ${BEFORE}`,
  "values-error": `failed misconfigured ${BEFORE}`,
  "dependency-not-ready": `neutral dependency ${BEFORE}`,
  "health-check-canceled": `neutral superseded ${BEFORE}`,
  "annotated-since": "succeeded released 20.6.2",
  "source-not-ready": "nothing",
  "half-written": "nothing",
  suspended: "nothing",
};

const ALL = [
  ...Object.keys(KUSTOMIZATIONS).map((name) => kustomization(name)),
  ...Object.keys(HELM_RELEASES).map((name) => helmRelease(name)),
];

describe("the event of a state", () => {
  it.each(Object.entries(KUSTOMIZATIONS))("of a Kustomization that is %s says: %s", (name, expected) => {
    expect(summary(said(kustomization(name)))).toBe(expected);
  });

  it.each(Object.entries(HELM_RELEASES))("of a HelmRelease that is %s says: %s", (name, expected) => {
    expect(summary(said(helmRelease(name)))).toBe(expected);
  });

  it("is tried with every recorded state", () => {
    const names = (folder: string) => readdirSync(new URL(folder, FIXTURES)).map((file) => file.replace(".json", ""));

    expect(Object.keys(KUSTOMIZATIONS).toSorted()).toEqual(names("kustomizations").toSorted());
    expect(Object.keys(HELM_RELEASES).toSorted()).toEqual(names("helmreleases").toSorted());
  });

  it("has the shape of one that Flux sends", () => {
    const events = ALL.flatMap((state) => said(state) ?? []);

    expect(events.length).toBeGreaterThan(20);
    for (const event of events) expect(parseFluxEvent(JSON.stringify(event))._unsafeUnwrap()).toEqual(event);
  });

  it("has the time of the condition, and tells that it was made here", () => {
    expect(said(kustomization("ready"))).toMatchObject({
      timestamp: "2026-11-22T21:42:10Z",
      reportingController: "kustomize-controller",
      reportingInstance: "resync",
      metadata: { app: "cart", commit_status: "update", revision: `main@sha1:${BEFORE}` },
    });
  });

  it("has the time of the failure when Helm has repaired it", () => {
    expect(said(helmRelease("rolled-back"))).toMatchObject({
      timestamp: "2026-11-22T21:42:10Z",
      reason: "UpgradeFailed",
    });
  });

  it("tells of the repair alone when the failure is no longer known", () => {
    const state = helmRelease("rolled-back");
    const conditions = state.conditions.filter(({ type }) => type !== "Released");

    expect(summary(said({ ...state, conditions }))).toBe(`neutral rollback 20.6.1 ${BEFORE}`);
  });

  it("blames the commit that is missing a folder, and not the last one that was applied", () => {
    const state = kustomization("path-not-found");

    expect(state.lastAttemptedRevision).toBe(`main@sha1:${BEFORE}`);
    expect(said(state)?.metadata.revision).toBe(`main@sha1:${LATEST}`);
    expect(said({ ...state, conditions: state.conditions.filter(({ type }) => type === "Ready") })).toBeUndefined();
  });

  it("names the attempted commit where nothing tells what was in work", () => {
    const state = kustomization("build-failed");
    const conditions = state.conditions.filter(({ type }) => type === "Ready");

    expect(summary(said({ ...state, conditions }))).toBe(`failed build-failed ${LATEST}`);
  });
});

describe("a state that proves nothing", () => {
  it.each([
    ["whose generation is not known", { generation: undefined }],
    ["whose status has not seen the spec", { observedGeneration: 2 }],
    ["whose status tells no generation", { observedGeneration: undefined }],
    ["without an applied revision", { lastAppliedRevision: undefined }],
    ["that has begun with another revision", { lastAttemptedRevision: `main@sha1:${LATEST}` }],
    ["that is suspended, though its controller has noted it", { suspended: true }],
    ["of another kind", { kind: "GitRepository" }],
  ])("is a Kustomization %s", (_, change) => {
    expect(said(kustomization("ready", change))).toBeUndefined();
  });

  it("is a HelmRelease that has begun with another version, or has released none", () => {
    expect(said(helmRelease("ready", { lastAttemptedRevision: "20.6.3" }))).toBeUndefined();
    expect(said(helmRelease("ready", { releases: [] }))).toBeUndefined();
  });

  it("is a ready object whose condition names another revision than the status", () => {
    const ahead = { message: `Applied revision: main@sha1:${LATEST}` };
    const upgraded = { message: "Helm upgrade succeeded for release shop/redis.v3 with chart redis@20.6.3" };

    expect(said(ready(kustomization("ready"), ahead))).toBeUndefined();
    expect(said(ready(helmRelease("ready"), upgraded))).toBeUndefined();
  });

  it.each(["Reconciling", "Stalled"])("is a ready object that is %s as well", (type) => {
    for (const state of [kustomization("ready"), helmRelease("ready")]) {
      const conditions = [...state.conditions, { type, status: "True", reason: "Progressing", message: "" }];

      expect(said({ ...state, conditions })).toBeUndefined();
    }
  });

  it.each([undefined, "yesterday", "2026-13-45T00:00:00Z", "2026-11-22T22:06:00Z"])("is one of the time %s", (time) => {
    expect(said(ready(kustomization("ready"), { lastTransitionTime: time }))).toBeUndefined();
  });

  it("is no success whatever its reason and its status are", () => {
    const state = kustomization("ready");

    expect(summary(said(ready(state, { reason: "AllGood" })))).toBe(`neutral unrecognised ${BEFORE}`);
    expect(said(ready(state, { status: "Yes" }))).toBeUndefined();
    expect(said(ready(state, { status: "Unknown" }))).toBeUndefined();
    expect(summary(said(ready(helmRelease("ready"), { reason: "AllGood" })))).toMatch(/^neutral unrecognised/);
  });

  it("is no success because an annotation says so", () => {
    const state = kustomization("dependency-not-ready", { annotations: { commit_status: "update" } });

    expect(said(state)?.metadata).toEqual({});
  });
});

describe("annotations of an object", () => {
  const annotations = { app: "cart", originRevision: `main@sha1:${LATEST}`, commit: LATEST };

  it("name a revision when they are older than the condition", () => {
    const state = helmRelease("ready", { annotations, annotatedAt: "2026-11-22T21:42:09Z" });

    expect(said(state)?.metadata).toMatchObject(annotations);
  });

  it.each([undefined, "2026-11-22T21:42:10Z", "2026-11-22T21:42:11Z", "then"])(
    "name none when they changed at %s, or nobody knows when",
    (annotatedAt) => {
      const metadata = said(helmRelease("ready", { annotations, annotatedAt }))?.metadata;

      expect(metadata).toMatchObject({ app: "cart", revision: "20.6.2" });
      expect(metadata).not.toHaveProperty("originRevision");
      expect(metadata).not.toHaveProperty("commit");
    },
  );

  it("do not override what the controller says", () => {
    const state = helmRelease("ready", { annotations: { revision: "1.0.0" }, annotatedAt: "2026-11-01T00:00:00Z" });

    expect(said(state)?.metadata.revision).toBe("20.6.2");
  });
});
