import { describe, expect, it } from "vitest";

import { encodeEvent, type PlayedEvent, wireTime } from "./event.ts";

const event: PlayedEvent = {
  involvedObject: {
    kind: "GitRepository",
    namespace: "flux-system",
    name: "flux-system",
    uid: "7c6d0a52-0f5e-4c8e-9d0b-2f8a3f1f6a11",
    apiVersion: "source.toolkit.fluxcd.io/v1",
    resourceVersion: "1001",
  },
  severity: "info",
  timestamp: "2026-11-22T21:42:00Z",
  message: "stored artifact for commit 'größer <a> & \"b\"\u2028'\n",
  reason: "NewArtifact",
  metadata: { revision: "main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f" },
  reportingController: "source-controller",
  reportingInstance: "source-controller-6d8c7b5f4d-x2x9k",
};

describe("encodeEvent", () => {
  it("writes the bytes of Go: fields in their order, compact, HTML escaped, other text raw", () => {
    expect(encodeEvent(event)).toBe(
      '{"involvedObject":{"kind":"GitRepository","namespace":"flux-system","name":"flux-system",' +
        '"uid":"7c6d0a52-0f5e-4c8e-9d0b-2f8a3f1f6a11","apiVersion":"source.toolkit.fluxcd.io/v1","resourceVersion":"1001"},' +
        '"severity":"info","timestamp":"2026-11-22T21:42:00Z",' +
        '"message":"stored artifact for commit \'größer \\u003ca\\u003e \\u0026 \\"b\\"\\u2028\'\\n","reason":"NewArtifact",' +
        '"metadata":{"revision":"main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f"},' +
        '"reportingController":"source-controller","reportingInstance":"source-controller-6d8c7b5f4d-x2x9k"}',
    );
  });

  it("writes the keys of metadata in the order of their bytes, as Go does, and not as JavaScript does", () => {
    const metadata = { "9": "a", "10": "b", "\u{1f600}": "c", "\uff5e": "d" };

    expect(encodeEvent({ ...event, metadata })).toContain('"metadata":{"10":"b","9":"a","\uff5e":"d","\u{1f600}":"c"}');
  });

  it("is still the same event for whoever parses it", () => {
    expect(JSON.parse(encodeEvent(event))).toEqual(event);
  });
});

describe("wireTime", () => {
  it("drops the fraction of the second", () => {
    expect(wireTime(new Date("2026-11-22T21:42:00.999Z"))).toBe("2026-11-22T21:42:00Z");
  });
});
