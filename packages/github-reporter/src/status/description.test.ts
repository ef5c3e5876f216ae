import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decodeDescription, encodeDescription } from "./description.ts";

const AT = "2026-03-02T10:15:00Z";

describe("encodeDescription", () => {
  it("is read back, with the text in one line", () => {
    const description = encodeDescription({ text: "Applied\n  and healthy ", at: AT, id: "r-1" });
    expect(decodeDescription(description)).toEqual({ text: "Applied and healthy", at: AT, id: "r-1" });
  });

  it("never passes 140 characters, and never loses the time and the id", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }),
        fc.stringMatching(/^[\w.@/-]{1,115}$/),
        (text, date, id) => {
          const description = encodeDescription({ text, at: date.toISOString(), id });
          expect(description.length).toBeLessThanOrEqual(140);
          expect(decodeDescription(description)).toMatchObject({ at: `${date.toISOString().slice(0, 19)}Z`, id });
        },
      ),
    );
  });

  it("has no character of four bytes, which GitHub refuses, and no controls", () => {
    const description = encodeDescription({ text: "done 🐛\u202e\nnow", at: "2026-03-02T10:15:00Z", id: "r-1" });
    expect(description).toBe("done \uFFFD now · 2026-03-02T10:15:00Z r-1");
  });

  it("keeps text that looks like a suffix apart from the suffix", () => {
    const text = `Copied · 2020-01-01T00:00:00Z r-0`;
    expect(decodeDescription(encodeDescription({ text, at: AT, id: "r-1" }))).toEqual({ text, at: AT, id: "r-1" });
  });

  it("writes the time in UTC with whole seconds", () => {
    expect(encodeDescription({ text: "", at: "2026-03-02T12:15:00.789+02:00", id: "r-1" })).toBe(`· ${AT} r-1`);
  });

  it.each([
    ["an empty id", { id: "" }],
    ["an id with a space", { id: "r 1" }],
    ["an id that leaves no room", { id: "r".repeat(116) }],
    ["a time that is none", { at: "yesterday" }],
    ["a year that RFC 3339 does not have", { at: "+010000-01-01T00:00:00Z" }],
  ])("throws for %s", (_case, change) => {
    expect(() => encodeDescription({ text: "Applied", at: AT, id: "r-1", ...change })).toThrow(RangeError);
  });
});

describe("decodeDescription", () => {
  it.each([
    ["nothing", null],
    ["foreign text", "Deployed by hand"],
    ["a suffix without a time", "Applied · r-1"],
    ["a suffix with a time that does not exist", "Applied · 2026-13-02T10:15:00Z r-1"],
    ["text behind the suffix", `Applied · ${AT} r-1 and more`],
  ])("reads no state from %s", (_case, description) => {
    expect(decodeDescription(description)).toBeUndefined();
  });
});
