import { describe, expect, it } from "vitest";

import { healthy, live, release, shopWith, world } from "../../fixtures/world.ts";
import type { Release } from "@gitops/github-reporter";

import type { World } from "../world.ts";
import { toKnownWorld } from "./known-world.ts";
import { candidateOf } from "./candidate.ts";

const [r1, r2, r3] = [release(1), release(2), release(3)];

function candidate(of: World, id: string, isRefused?: (one: Release) => boolean): string | undefined {
  const view = of.slots.find(({ slot }) => slot.id === id);
  return view && candidateOf(view, toKnownWorld(of), isRefused)?.id;
}

describe("the next release of a first environment", () => {
  it("is the newest one that was submitted", () => {
    expect(candidate(world({ inbox: [r2, r1] }), "dev/cart")).toBe(r2.id);
  });

  it("is none when it runs already, or when what runs renders to the same bytes", () => {
    expect(candidate(world({ inbox: [r1], slots: { "dev/cart": { live: healthy("dev", r1) } } }), "dev/cart")).toBe(
      undefined,
    );
    const same = healthy("dev", r1, { same: { release: r2.id, configuration: "0123456789ab" } });
    expect(candidate(world({ inbox: [r2], slots: { "dev/cart": { live: same } } }), "dev/cart")).toBe(undefined);
  });

  it("is the one right after the live one when every release has to come", () => {
    const every = shopWith({ dev: { select: "every" } });
    const slots = { "dev/cart": { live: healthy("dev", r1) } };
    expect(candidate(world({ pipeline: every, inbox: [r3, r2, r1], slots }), "dev/cart")).toBe(r2.id);
  });

  it("skips a refused one when every release has to come", () => {
    const every = shopWith({ dev: { select: "every" } });
    const slots = { "dev/cart": { live: healthy("dev", r1) } };
    const known = world({ pipeline: every, inbox: [r3, r2, r1], slots });
    expect(candidate(known, "dev/cart", ({ id }) => id === r2.id)).toBe(r3.id);
  });

  it("starts with the newest one even when every release has to come", () => {
    const every = shopWith({ dev: { select: "every" } });
    expect(candidate(world({ pipeline: every, inbox: [r3, r2, r1] }), "dev/cart")).toBe(r3.id);
  });

  it("is none when people promote by hand", () => {
    const manual = shopWith({ dev: { select: "manual" } });
    expect(candidate(world({ pipeline: manual, inbox: [r1] }), "dev/cart")).toBe(undefined);
  });
});

describe("the next release of a later environment", () => {
  it("is what succeeded in the one before", () => {
    expect(candidate(world({ slots: { "dev/cart": { live: healthy("dev", r1) } } }), "stage/cart")).toBe(r1.id);
  });

  it.each([
    ["nothing was reported", live(r1, { dev: "unknown" }, { smoke: "pending" })],
    ["it is progressing", live(r1, { dev: "pending" }, { smoke: "pending" })],
    ["it failed", live(r1, { dev: "failure" }, { smoke: "pending" })],
    ["its verification is missing", live(r1, { dev: "success" }, { smoke: "pending" })],
    ["its verification failed", live(r1, { dev: "success" }, { smoke: "failure" })],
  ])("is none while %s there", (_, before) => {
    expect(candidate(world({ inbox: [r1], slots: { "dev/cart": { live: before } } }), "stage/cart")).toBe(undefined);
  });

  it("is none when the one before succeeded with nothing at all", () => {
    expect(candidate(world({ inbox: [r1] }), "stage/cart")).toBe(undefined);
  });

  it("is the later release that renders to the same bytes there", () => {
    const same = healthy("dev", r1, { same: { release: r2.id, configuration: "0123456789ab" } });
    expect(candidate(world({ inbox: [r2], slots: { "dev/cart": { live: same } } }), "stage/cart")).toBe(r2.id);
  });

  it("may be one that ran there earlier when every release has to come", () => {
    const every = shopWith({ stage: { select: "every" } });
    const slots = {
      "dev/cart": { live: healthy("dev", r3), earlier: [r2, r1] },
      "stage/cart": { live: healthy("stage", r1) },
    };
    expect(candidate(world({ pipeline: every, slots }), "stage/cart")).toBe(r2.id);
  });

  it("needs the same release in all environments before it", () => {
    const both = shopWith({ stage: { after: undefined }, prod: { after: { all: ["dev", "stage"] } } });
    const before = (inDev: Release, inStage: Release) => ({
      "dev/cart": { live: healthy("dev", inDev) },
      "stage/cart": { live: healthy("stage", inStage) },
    });
    expect(candidate(world({ pipeline: both, slots: before(r1, r1) }), "prod/cart")).toBe(r1.id);
    expect(candidate(world({ pipeline: both, slots: before(r2, r1) }), "prod/cart")).toBe(undefined);
  });

  it("is the newer release when any of two environments is enough", () => {
    const any = shopWith({ stage: { after: undefined }, prod: { after: { any: ["dev", "stage"] } } });
    const slots = {
      "dev/cart": { live: healthy("dev", r1) },
      "stage/cart": { live: healthy("stage", r2) },
    };
    expect(candidate(world({ pipeline: any, slots, inbox: [r2, r1] }), "prod/cart")).toBe(r2.id);
    const broken = { ...slots, "stage/cart": { live: live(r2, { "stage-eu": "failure", "stage-us": "success" }) } };
    expect(candidate(world({ pipeline: any, slots: broken, inbox: [r2, r1] }), "prod/cart")).toBe(r1.id);
  });
});
