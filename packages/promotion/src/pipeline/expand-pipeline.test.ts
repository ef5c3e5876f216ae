import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { parsePipeline } from "./parse-pipeline.ts";
import type { Slot, Track } from "./pipeline.ts";

const SHOP = readFileSync(new URL("../../fixtures/pipeline.yaml", import.meta.url), "utf8");

describe("a pipeline of four environments, three apps and seven clusters", () => {
  const pipeline = parsePipeline(SHOP)._unsafeUnwrap();
  const slot = (id: string): Slot => pipeline.slots.find((candidate) => candidate.id === id)!;
  const track = (id: string): Track => pipeline.tracks.find((candidate) => candidate.id === id)!;

  it("has 14 slots, 13 tracks and 20 targets", () => {
    expect([
      pipeline.slots.length,
      pipeline.tracks.length,
      pipeline.slots.flatMap(({ targets }) => targets).length,
    ]).toEqual([14, 13, 20]);
  });

  it("lists upstream before downstream, and a wave before the next one", () => {
    expect(pipeline.environments).toEqual(["dev", "stage", "perf", "prod"]);
    expect(pipeline.slots.map(({ id }) => id)).toEqual([
      "dev/front",
      "dev/cart",
      "dev/db",
      "stage/front",
      "stage/cart",
      "stage/db",
      "perf/front",
      "perf/cart",
      "prod/front@canary",
      "prod/cart@canary",
      "prod/db@canary",
      "prod/front@main",
      "prod/cart@main",
      "prod/db@main",
    ]);
  });

  it("lets the first wave wait for every environment before, and the second for the first wave only", () => {
    expect(slot("dev/cart").upstream).toBeUndefined();
    expect(slot("prod/cart@canary").upstream).toEqual({ all: [{ slots: ["stage/cart"] }, { slots: ["perf/cart"] }] });
    expect(slot("prod/cart@main").upstream).toEqual({ slots: ["prod/cart@canary"] });
  });

  it("replaces an environment that does not have the app by those before it", () => {
    expect(slot("prod/db@canary").upstream).toEqual({ all: [{ slots: ["stage/db"] }, { slots: ["dev/db"] }] });
    expect(slot("dev/db").next).toEqual(["stage", "prod"]);
    expect(slot("dev/cart").next).toEqual(["stage", "perf"]);
    expect(slot("prod/db@canary").next).toEqual([]);
  });

  it("lets an app wait for those that it depends on, in the same wave, and not where they are missing", () => {
    expect(slot("dev/cart").dependencies).toEqual(["dev/db"]);
    expect(slot("prod/cart@main").dependencies).toEqual(["prod/db@main"]);
    expect(slot("perf/cart").dependencies).toEqual([]);
  });

  it("puts the apps of an environment into one pull request where it says so", () => {
    expect(track("perf")).toEqual({
      id: "perf",
      repository: "acme/shop-manifests",
      baseBranch: "main",
      branch: "gitops/promote/perf.all",
      slots: ["perf/front", "perf/cart"],
      commits: "git",
    });
    expect(track("prod/cart@main")).toMatchObject({
      branch: "gitops/promote/prod/cart@main",
      slots: ["prod/cart@main"],
    });
    expect([slot("perf/cart").track, slot("prod/cart@main").track]).toEqual(["perf", "prod/cart@main"]);
  });

  it("gives each slot a folder, and the clusters that read it", () => {
    expect(slot("prod/cart@main")).toMatchObject({
      part: "main",
      path: "envs/prod/main/cart",
      highLevelPath: "source/prod/main/cart",
      source: "acme/shop",
    });
    expect(slot("prod/cart@main").targets.map(({ name }) => name)).toEqual(["eu-1", "us-1", "ap-1"]);
    expect(slot("stage/cart")).toMatchObject({ part: undefined, path: "envs/stage/cart" });
  });

  it("lets the soak of a wave take the place of the environment's own", () => {
    const kinds = (id: string): readonly unknown[] =>
      slot(id).policy.gates.map((gate) => (gate.kind === "soak" ? gate.duration : gate.kind));
    expect(kinds("prod/cart@canary")).toEqual(["24h", "window", "approval"]);
    expect(kinds("prod/cart@main")).toEqual(["2h", "window", "approval"]);
  });

  it("fills in the policy from the app, then from the environment, then from the defaults", () => {
    expect(slot("prod/db@main").policy).toMatchObject({
      select: "every",
      onNewer: "queue",
      merge: "manual",
      onFailure: "propose-rollback",
      success: { targets: "all", timeoutMs: 45 * 60_000 },
      deployment: { environment: "prod", production: true, transient: false },
    });
    expect(slot("stage/cart").policy).toMatchObject({
      select: "latest",
      onNewer: "supersede",
      mergeMethod: "merge",
      success: { timeoutMs: 30 * 60_000 },
      verify: { event: undefined, contexts: ["e2e"], creators: ["github-actions[bot]"], timeoutMs: 3_600_000 },
      gates: [],
      reviewers: [],
      labels: [],
      highLevel: "folded",
    });
    expect(slot("prod/cart@main").policy.gates.at(-1)).toEqual({
      kind: "approval",
      count: 1,
      teams: ["acme/sre"],
      notAuthor: true,
    });
  });

  it("leaves out config folders of waves where there are none", () => {
    const [git, variables] = slot("stage/cart").template.config;
    expect(git).toMatchObject({ ref: "main", paths: ["common", "stage/common", "stage/cart"] });
    expect(slot("prod/db@main").template.config[0]).toMatchObject({
      paths: ["common", "prod/common", "prod/db", "prod/main"],
    });
    expect(variables).toEqual({
      kind: "github-environment",
      repository: "acme/shop",
      environment: "stage",
      variables: undefined,
    });
  });

  it.each([
    ["one folder per environment and app", "envs/{env}/{app}", 11],
    ["one folder per cluster", "clusters/{cluster}/{env}/{app}", 20],
  ])("has %s where the path says so: %s", (_, path, count) => {
    const flat = SHOP.replace(/ {4}manifests: .*\n/, "")
      .replace(/ {4}waves:\n(.*\n){2}/, "")
      .replace("envs/{env}/{app}", path)
      .replace(/ {2}highLevelPath: .*\n/, "");
    expect(parsePipeline(flat)._unsafeUnwrap().slots).toHaveLength(count);
  });
});
