import { runInNewContext } from "node:vm";

import { describe, expect, it } from "vitest";

import { MAX_EVENT_BYTES } from "./json.ts";
import { parseFluxEvent } from "./parse.ts";

// Go's encoding/json: compact, HTML characters escaped, other non-ASCII text raw.
const BODY =
  '{"involvedObject":{"kind":"Kustomization","namespace":"flux-system","name":"cart",' +
  '"uid":"7c6d0a52-0f5e-4c8e-9d0b-2f8a3f1f6a11","apiVersion":"kustomize.toolkit.fluxcd.io/v1","resourceVersion":"48211"},' +
  '"severity":"error","timestamp":"2026-11-22T21:42:00Z","message":"build failed: \\u003cnil\\u003e \\u0026 größer",' +
  '"reason":"BuildFailed","metadata":{"revision":"main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f","summary":"prod"},' +
  '"reportingController":"kustomize-controller","reportingInstance":"kustomize-controller-6d8c7b5f4-x2x9k"}';

const minimal = (parts: object = {}) =>
  JSON.stringify({ involvedObject: { kind: "Kustomization", name: "cart" }, ...parts });

const codeOf = (body: string | Uint8Array) =>
  parseFluxEvent(body).match(
    () => "ok",
    (error) => error.code,
  );

describe("parseFluxEvent", () => {
  it("reads every field that Flux sends, and warns of nothing", () => {
    expect(parseFluxEvent(new TextEncoder().encode(BODY))._unsafeUnwrap()).toEqual({
      involvedObject: {
        kind: "Kustomization",
        namespace: "flux-system",
        name: "cart",
        uid: "7c6d0a52-0f5e-4c8e-9d0b-2f8a3f1f6a11",
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
        resourceVersion: "48211",
      },
      severity: "error",
      timestamp: "2026-11-22T21:42:00Z",
      message: "build failed: <nil> & größer",
      reason: "BuildFailed",
      metadata: { revision: "main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f", summary: "prod" },
      reportingController: "kustomize-controller",
      reportingInstance: "kustomize-controller-6d8c7b5f4-x2x9k",
      warnings: [],
    });
  });

  it("reads text and bytes alike", () => {
    expect(parseFluxEvent(BODY)).toEqual(parseFluxEvent(Buffer.from(BODY)));
  });

  it("reads bytes of another realm, as test runners have them, and bytes within a larger buffer", () => {
    const foreign = runInNewContext("Uint8Array.from(bytes)", { bytes: [...Buffer.from(BODY)] }) as Uint8Array;
    const within = Buffer.from(`..${BODY}..`).subarray(2, -2);

    expect(foreign instanceof Uint8Array).toBe(false);
    expect(parseFluxEvent(foreign)).toEqual(parseFluxEvent(BODY));
    expect(parseFluxEvent(within)).toEqual(parseFluxEvent(BODY));
  });

  it("needs no more than the kind and the name of the object", () => {
    const event = parseFluxEvent(minimal())._unsafeUnwrap();

    expect(event).toMatchObject({ severity: "unknown", reason: "", message: "", metadata: {}, warnings: [] });
    expect(event.timestamp).toBeUndefined();
    expect(event.reportingInstance).toBeUndefined();
  });

  it("ignores fields that it does not know", () => {
    expect(parseFluxEvent(minimal({ apiVersion: "v2", extra: [1] }))._unsafeUnwrap().warnings).toEqual([]);
  });

  it.each(["warning", "trace", "", 3])("takes the severity %j for unknown", (severity) => {
    expect(parseFluxEvent(minimal({ severity }))._unsafeUnwrap().severity).toBe("unknown");
  });

  it("takes the zero time of Go for no time, without a warning", () => {
    const event = parseFluxEvent(minimal({ timestamp: null }))._unsafeUnwrap();

    expect(event.timestamp).toBeUndefined();
    expect(event.warnings).toEqual([]);
  });

  it.each(["1970-01-01T00:00:00Z", "2028-02-29T12:00:00Z", "9999-12-31T23:59:59Z", "1969-12-31T23:30:00-01:00"])(
    "keeps the timestamp %j",
    (timestamp) => {
      expect(parseFluxEvent(minimal({ timestamp }))._unsafeUnwrap()).toMatchObject({ timestamp, warnings: [] });
    },
  );

  it.each([
    "yesterday",
    1595404921.1,
    "2026-13-45T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-11-31T00:00:00Z",
    "9999-12-31T23:59:59-01:00",
    "1970-01-01T00:00:00+01:00",
    "0001-01-01T00:00:00Z",
  ])("warns of the timestamp %j and leaves it out", (timestamp) => {
    const event = parseFluxEvent(minimal({ timestamp }))._unsafeUnwrap();

    expect(event.timestamp).toBeUndefined();
    expect(event.warnings).toEqual(["timestamp is not RFC 3339 and was left out."]);
  });

  it("leaves out metadata that are not text, and does not repeat them", () => {
    const event = parseFluxEvent(
      minimal({ metadata: { revision: "main", secret: { token: "t0k3n" } } }),
    )._unsafeUnwrap();

    expect(event.metadata).toEqual({ revision: "main" });
    expect(event.warnings).toHaveLength(1);
    expect(event.warnings.join()).not.toContain("t0k3n");
  });

  it("warns of a field that should be text", () => {
    expect(parseFluxEvent(minimal({ message: 5 }))._unsafeUnwrap()).toMatchObject({
      message: "",
      warnings: ["message is not a string and was left out."],
    });
  });

  it("gives no meaning to the names of JavaScript's own properties", () => {
    const body =
      '{"involvedObject":{"kind":"Kustomization","name":"cart"},"metadata":{"__proto__":"x","constructor":"y"}}';
    const { metadata } = parseFluxEvent(body)._unsafeUnwrap();

    expect(Object.entries(metadata)).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
  });

  it.each([
    ["no JSON", "{"],
    ["null", "null"],
    ["a list", "[]"],
    ["without an object", "{}"],
    ["whose object has no name", '{"involvedObject":{"kind":"Kustomization"}}'],
    ["whose object has an empty kind", '{"involvedObject":{"kind":"","name":"cart"}}'],
    ["of a GitHub dispatch", `{"event_type":"Kustomization/cart.flux-system","client_payload":${BODY}}`],
  ])("refuses a body that is %s", (_, body) => {
    expect(codeOf(body)).toBe("FLUX_EVENT_MALFORMED");
  });

  it("refuses a body that is not UTF-8", () => {
    expect(codeOf(Buffer.from(BODY, "latin1"))).toBe("FLUX_EVENT_MALFORMED");
  });

  it("refuses what a body parser has already read", () => {
    expect(codeOf(JSON.parse(BODY) as string)).toBe("FLUX_EVENT_MALFORMED");
  });

  it("refuses a byte order mark in bytes and in text alike", () => {
    expect(codeOf(`\ufeff${BODY}`)).toBe("FLUX_EVENT_MALFORMED");
    expect(codeOf(Buffer.from(`\ufeff${BODY}`))).toBe("FLUX_EVENT_MALFORMED");
  });

  it("reads half of a surrogate pair as Go does, so that every text can be written into an address", () => {
    const body = '{"involvedObject":{"kind":"Kustomization","name":"cart\\ud800"},"metadata":{"summary":"\\udc00!"}}';
    const { involvedObject, metadata } = parseFluxEvent(body)._unsafeUnwrap();

    expect([involvedObject.name, metadata.summary]).toEqual(["cart\ufffd", "\ufffd!"]);
  });

  it("reads 3 MiB and not one byte more", () => {
    const padding = MAX_EVENT_BYTES - Buffer.byteLength(minimal({ message: "" }));

    expect(codeOf(minimal({ message: "x".repeat(padding) }))).toBe("ok");
    expect(codeOf(minimal({ message: "x".repeat(padding + 1) }))).toBe("FLUX_EVENT_TOO_LARGE");
  });

  it("refuses a nest of brackets, but not brackets in a text", () => {
    const nested = (open: string, value: string, close: string, levels: number) =>
      `{"involvedObject":{"kind":"Kustomization","name":"cart"},"x":${open.repeat(levels)}${value}${close.repeat(levels)}}`;

    expect(codeOf(minimal({ extra: "[".repeat(100) + '\\"{' }))).toBe("ok");
    expect(codeOf(nested("[", "1", "]", 31))).toBe("ok");
    expect(codeOf(nested("[", "1", "]", 32))).toBe("FLUX_EVENT_MALFORMED");
    expect(codeOf(nested('{"a":', "1", "}", 32))).toBe("FLUX_EVENT_MALFORMED");
    expect(codeOf(nested("[", "", "]", 1_000_000))).toBe("FLUX_EVENT_MALFORMED");
  });

  it("does not quote the body in what it refuses", () => {
    const error = parseFluxEvent('{"password":"hunter2"')._unsafeUnwrapErr();

    expect(error.message).not.toContain("hunter2");
  });
});
