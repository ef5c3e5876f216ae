import { describe, expect, it } from "vitest";

import { encodeBody } from "./encode-body.ts";

const ITEM = { id: "7", key: "dev/cart", group: "github" };

describe("encodeBody", () => {
  it("writes plain data as JSON", () => {
    expect(encodeBody({ ...ITEM, body: { at: null }, notBefore: 1 })).toBe('{"at":null}');
  });

  it.each([
    ["undefined", undefined],
    ["a function", () => "deployed"],
    ["a symbol", Symbol("deployed")],
  ])("refuses %s, which JSON cannot hold", (_name, body) => {
    expect(() => encodeBody({ ...ITEM, body })).toThrow(
      new TypeError(`The item 7 has a body that JSON cannot hold: ${typeof body}.`),
    );
  });

  it.each([NaN, Infinity, -Infinity])("refuses %s as a time", (notBefore) => {
    expect(() => encodeBody({ ...ITEM, body: "", notBefore })).toThrow(
      new RangeError(`The item 7 has a notBefore that is no time in milliseconds: ${notBefore}.`),
    );
  });
});
