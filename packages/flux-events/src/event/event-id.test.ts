import { describe, expect, it } from "vitest";

import { eventId } from "./event-id.ts";

describe("eventId", () => {
  it("is the SHA-256 of the raw body", () => {
    // FIPS 180-2, appendix B.1
    expect(eventId("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("is the same for text and its UTF-8 bytes", () => {
    expect(eventId("größer")).toBe(eventId(new TextEncoder().encode("größer")));
  });
});
