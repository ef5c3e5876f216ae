import { describe, expect, it } from "vitest";

import type { PipelineSpec } from "../pipeline/pipeline-spec.ts";
import type { SlotTemplate } from "../pipeline/pipeline.ts";
import { configurationDigest, isSameConfiguration, lockConfiguration, templateDigest } from "./configuration.ts";

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const revision = { repository: "acme/config", ref: "main", sha: "1".repeat(40), digest: digest("a") };

describe("configurationDigest", () => {
  it("does not change with the commit, only with what was read from it", () => {
    const later = { ...revision, sha: "2".repeat(40) };
    const lock = { config: [later], template: digest("t") };
    expect(lockConfiguration(lock)).toBe(configurationDigest([revision], digest("t")));
  });

  it.each([
    ["a file", [{ ...revision, digest: digest("b") }], digest("t")],
    ["the branch", [{ ...revision, ref: "next" }], digest("t")],
    ["the repository", [{ ...revision, repository: "acme/other" }], digest("t")],
    ["a source", [revision, revision], digest("t")],
    ["the pipeline", [revision], digest("u")],
  ])("changes with %s", (_, revisions, template) => {
    const changed = configurationDigest(revisions, template);
    expect(changed).not.toBe(configurationDigest([revision], digest("t")));
    expect(isSameConfiguration(changed, configurationDigest([revision], digest("t")))).toBe(false);
  });

  it("can be the id of a commit status", () => {
    expect(configurationDigest([revision], digest("a"))).toMatch(/^[\w.-]{1,48}$/);
  });
});

describe("isSameConfiguration", () => {
  it("takes no notice of the pipeline when a lock of an earlier version does not record it", () => {
    const old = lockConfiguration({ config: [revision] });
    expect(isSameConfiguration(old, configurationDigest([revision], digest("a")))).toBe(true);
    expect(isSameConfiguration(configurationDigest([revision], digest("b")), old)).toBe(true);
    expect(isSameConfiguration(old, configurationDigest([], digest("a")))).toBe(false);
  });
});

describe("templateDigest", () => {
  const template: SlotTemplate = {
    path: "deploy",
    images: {},
    namespace: "shop",
    render: undefined,
    config: [{ kind: "inline", values: { a: 1, b: 2 } }],
    values: { replicas: 1 },
  };
  const of = (change: Partial<SlotTemplate> = {}, guards?: PipelineSpec["guards"]): string =>
    templateDigest({ spec: { guards } as PipelineSpec }, { template: { ...template, ...change } });

  it("does not depend on the order in which keys are written", () => {
    expect(of({ config: [{ kind: "inline", values: { b: 2, a: 1 } }] })).toBe(of());
  });

  it.each<[string, Partial<SlotTemplate>]>([
    ["values", { values: { replicas: 2 } }],
    ["namespace", { namespace: undefined }],
    ["engines", { render: [{ engine: "helm", chart: "chart" }] }],
    ["inline configuration", { config: [{ kind: "inline", values: { a: 2, b: 2 } }] }],
  ])("changes with %s", (_, change) => {
    expect(of(change)).not.toBe(of());
  });

  it("changes with a guard of manifests, but not with one of the folder or with a default that is written out", () => {
    expect(of({}, { immutableImages: "not-latest" })).not.toBe(of());
    expect(of({}, { forbidKinds: ["Secret"] })).not.toBe(of());
    expect(of({}, { allowEmpty: true })).not.toBe(of());
    expect(of({}, { maxDeletedObjects: 3, unmanagedPaths: "adopt" })).toBe(of());
    expect(of({}, { allowEmpty: false, immutableImages: "digest", forbidKinds: [] })).toBe(of());
  });
});
