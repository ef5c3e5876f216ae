import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, expectTypeOf, it } from "vitest";

import type { FluxEvent, FluxEventOf } from "../event/event.ts";
import { parseFluxEvent } from "../event/parse.ts";
import { sampleEvent } from "../event/sample-event.ts";
import { explain } from "../explain/explain.ts";
import { isEventOf } from "../kinds/kinds.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { HelmReleaseReason } from "./helm-controller.ts";
import type { KustomizationReason } from "./kustomize-controller.ts";
import type { FluxReason } from "./reasons.ts";

const files = readdirSync(import.meta.dirname);
const samples = files.filter((file) => file.endsWith(".sample.json"));

describe("the sample of each controller", () => {
  it("stands beside the reasons of the controller", () => {
    const controllers = files.filter((file) => /^(?!reasons)[\w-]+\.ts$/.test(file));

    expect(samples.map((file) => file.replace(".sample.json", ".ts"))).toEqual(controllers);
  });

  it.each(samples)("is recognised: %s", (file) => {
    const sample = JSON.parse(readFileSync(`${import.meta.dirname}/${file}`, "utf8")) as object;
    const event = parseFluxEvent(JSON.stringify(sample))._unsafeUnwrap();

    expect(event).toEqual({ metadata: {}, ...sample, warnings: [] });
    expect(outcomeOf(event).why).not.toBe("unrecognised");
    expect(explain(event)).toMatch(/^[A-Z]\w+ [\w/-]+ /);
  });
});

describe("the types", () => {
  it("narrow an event by its kind, and its reason with it", () => {
    const event: FluxEvent = sampleEvent();
    if (isEventOf(event, "HelmRelease")) {
      expectTypeOf(event).toExtend<FluxEventOf<"HelmRelease">>();
      expectTypeOf(event.involvedObject.kind).toEqualTypeOf<"HelmRelease">();
      expectTypeOf<HelmReleaseReason>().toExtend<typeof event.reason>();
    }
    if (isEventOf(event, "Kustomization")) {
      expectTypeOf<KustomizationReason>().toExtend<typeof event.reason>();
      expectTypeOf(event.involvedObject.kind).toEqualTypeOf<"Kustomization">();
    }
    if (isEventOf(event, "HelmRelease", "InstallFailed", "UpgradeFailed")) {
      expectTypeOf(event.reason).toEqualTypeOf<"InstallFailed" | "UpgradeFailed">();
    }
    // @ts-expect-error A reason of another controller can only be a mistake.
    isEventOf(event, "HelmRelease", "BuildFailed");
    expectTypeOf<"UpgradeFailed">().toExtend<HelmReleaseReason>();
    expectTypeOf<"UpgradeFailed">().not.toExtend<KustomizationReason>();
  });

  it("leave a reason open to what a later version of Flux says", () => {
    expectTypeOf<string>().toExtend<FluxReason>();
    expectTypeOf<FluxEventOf<"Bucket">["reason"]>().toExtend<string>();
  });

  it("know the well-known metadata by name, and every other one as text that may be absent", () => {
    const { metadata } = sampleEvent();

    expectTypeOf(metadata.originRevision).toEqualTypeOf<string | undefined>();
    expectTypeOf(metadata["team"]).toEqualTypeOf<string | undefined>();
  });
});
