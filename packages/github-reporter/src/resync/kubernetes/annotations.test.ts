import { describe, expect, it } from "vitest";

import { annotatedAt, eventAnnotations } from "./annotations.ts";

const owns = (time: unknown, ...keys: readonly string[]) => ({
  time,
  fieldsV1: {
    "f:metadata": { "f:annotations": Object.fromEntries(keys.map((key) => [`f:event.toolkit.fluxcd.io/${key}`, {}])) },
  },
});

describe("the annotations of an object", () => {
  it("are those that Flux adds to events", () => {
    const annotations = { "event.toolkit.fluxcd.io/app": "cart", "reconcile.fluxcd.io/requestedAt": "now" };

    expect(eventAnnotations({ ...annotations, "event.toolkit.fluxcd.io/odd": 1 })).toEqual({ app: "cart" });
  });

  it("may have changed when one of their owners last changed anything", () => {
    const fields = [
      owns("2026-11-01T08:00:00Z", "app"),
      owns("2026-11-03T08:00:00Z", "commit"),
      owns("never", "other"),
    ];

    expect(annotatedAt(fields, ["app", "commit"])).toBe("2026-11-03T08:00:00Z");
    expect(annotatedAt(fields.toReversed(), ["app", "commit"])).toBe("2026-11-03T08:00:00Z");
  });

  it.each([
    ["one has no owner", [owns("2026-11-01T08:00:00Z", "app")]],
    ["an owner has no time", [owns("2026-11-01T08:00:00Z", "app"), owns(undefined, "commit")]],
    ["a time is none", [owns("2026-11-01T08:00:00Z", "app"), owns("then", "commit")]],
    ["nothing is told of owners", []],
    ["what is told has another shape", [null, 7, { fieldsV1: "none" }]],
  ])("may have changed at any time when %s", (_, fields) => {
    expect(annotatedAt(fields, ["app", "commit"])).toBeUndefined();
  });
});
