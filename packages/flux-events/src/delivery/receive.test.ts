import { createHmac } from "node:crypto";

import { describe, expect, it } from "vitest";

import { MAX_EVENT_BYTES } from "../event/json.ts";
import { receiveFluxEvent, type RequestHeaders } from "./receive.ts";

const SECRET = "correct horse battery staple";
const BODY = '{"involvedObject":{"kind":"Kustomization","name":"cart"},"severity":"info","reason":"Progressing"}';

const sign = (body: string | Uint8Array) => `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
const receive = (headers: RequestHeaders, body: string | Uint8Array = BODY) =>
  receiveFluxEvent({ headers, body }, { secrets: [SECRET] });

describe("receiveFluxEvent", () => {
  it.each<[string, RequestHeaders]>([
    ["fetch", new Headers({ "X-Signature": sign(BODY) })],
    ["Node, in lower case", { "x-signature": sign(BODY) }],
    ["a gateway, as they were sent", { "X-Signature": sign(BODY) }],
    ["a gateway with lists", { "X-Signature": [sign(BODY)] }],
  ])("takes the headers of %s", (_, headers) => {
    expect(receive(headers)._unsafeUnwrap().involvedObject.name).toBe("cart");
  });

  it("refuses a request without a signature", () => {
    expect(receive({ "content-type": "application/json" })._unsafeUnwrapErr()).toMatchObject({
      code: "FLUX_SIGNATURE_MISSING",
      httpStatus: 401,
    });
  });

  it.each<[string, RequestHeaders]>([
    ["a list", { "x-signature": [sign(BODY), sign(BODY)] }],
    [
      "fetch",
      new Headers([
        ["x-signature", sign(BODY)],
        ["x-signature", sign(BODY)],
      ]),
    ],
  ])("refuses a request with two signatures, from %s", (_, headers) => {
    expect(receive(headers)._unsafeUnwrapErr().code).toBe("FLUX_SIGNATURE_MALFORMED");
  });

  it("verifies before it parses, so that only who knows the secret learns what is malformed", () => {
    expect(receive({ "x-signature": sign(BODY) }, "{")._unsafeUnwrapErr()).toMatchObject({
      code: "FLUX_SIGNATURE_MISMATCH",
      httpStatus: 401,
    });
    expect(receive({ "x-signature": sign("{") }, "{")._unsafeUnwrapErr()).toMatchObject({
      code: "FLUX_EVENT_MALFORMED",
      httpStatus: 400,
    });
  });

  it("refuses an event that names another cluster than its secret belongs to", () => {
    const body = JSON.stringify({ ...(JSON.parse(BODY) as object), metadata: { cluster: "dev" } });
    const receiveAt = (cluster?: string) =>
      receiveFluxEvent(
        { headers: { "x-signature": sign(body) }, body },
        { secrets: [SECRET], ...(cluster !== undefined && { cluster }) },
      );

    expect(receiveAt("prod-eu")._unsafeUnwrapErr()).toMatchObject({ code: "FLUX_CLUSTER_MISMATCH", httpStatus: 400 });
    expect(receiveAt("prod-eu")._unsafeUnwrapErr().message).toMatch(/"dev".*"prod-eu"/);
    expect(receiveAt("dev").isOk()).toBe(true);
    expect(receiveAt().isOk()).toBe(true);
  });

  it("takes an event that names no cluster for one of the cluster whose secret signed it", () => {
    const request = { headers: { "x-signature": sign(BODY) }, body: BODY };
    expect(receiveFluxEvent(request, { secrets: [SECRET], cluster: "dev" }).isOk()).toBe(true);
  });

  it("tells a sender to come back when the receiver has no secret, because that is no fault of the sender", () => {
    const request = { headers: { "x-signature": sign(BODY) }, body: BODY };
    expect(receiveFluxEvent(request, { secrets: [] })._unsafeUnwrapErr()).toMatchObject({
      code: "FLUX_SIGNATURE_SECRET_MISSING",
      httpStatus: 503,
    });
  });

  it("receives what is unsigned only where it is told to in so many words, and still refuses a wrong signature", () => {
    const receiveUnsigned = (headers: RequestHeaders, secrets: readonly string[] = []) =>
      receiveFluxEvent({ headers, body: BODY }, { secrets, dangerouslyAcceptUnsigned: true });

    expect(receiveUnsigned({}).isOk()).toBe(true);
    expect(receiveUnsigned({ "x-signature": sign(BODY) }, [SECRET]).isOk()).toBe(true);
    expect(receiveUnsigned({ "x-signature": sign("other") }, [SECRET])._unsafeUnwrapErr().code).toBe(
      "FLUX_SIGNATURE_MISMATCH",
    );
    expect(receiveUnsigned({ "x-signature": sign(BODY) })._unsafeUnwrapErr().code).toBe(
      "FLUX_SIGNATURE_SECRET_MISSING",
    );
  });

  it("refuses what is too large before it computes anything over it", () => {
    expect(receive({}, new Uint8Array(MAX_EVENT_BYTES + 1))._unsafeUnwrapErr()).toMatchObject({
      code: "FLUX_EVENT_TOO_LARGE",
      httpStatus: 413,
    });
  });
});
