import { describe, expect, it } from "vitest";

import { fluxEventSchema } from "./schema.ts";

const EVENT = { involvedObject: { kind: "Kustomization", name: "cart" }, severity: "info", reason: "Progressing" };
const { validate } = fluxEventSchema["~standard"];

describe("fluxEventSchema", () => {
  it.each([
    ["text", JSON.stringify(EVENT)],
    ["bytes", new TextEncoder().encode(JSON.stringify(EVENT))],
    ["JSON that a framework has parsed", EVENT],
  ])("takes %s", (_, input) => {
    expect(validate(input)).toMatchObject({ value: { reason: "Progressing", warnings: [] } });
  });

  it.each([["{"], [undefined], [null], [[]], [{ involvedObject: {} }]])("tells what is wrong with %j", (input) => {
    const { issues } = validate(input);

    expect(issues).toHaveLength(1);
    expect(issues?.[0]?.message).toMatch(/^Flux event refused: /);
  });

  it("does not walk a branch for each time that it is shared", () => {
    let shared: unknown = 1;
    for (let level = 0; level < 31; level++) shared = [shared, shared];

    expect(validate({ ...EVENT, shared }).issues).toHaveLength(1);
  });

  it("refuses parsed JSON that is nested too deeply, and does not walk it to its end", () => {
    let nested: unknown = 1;
    for (let level = 0; level < 100_000; level++) nested = [nested];

    expect(validate({ ...EVENT, nested }).issues).toHaveLength(1);
  });
});
