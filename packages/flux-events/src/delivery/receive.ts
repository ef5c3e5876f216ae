import { err, ok, type Result } from "neverthrow";

import { type ReceiveError, SignatureMalformedError } from "../errors.ts";
import type { FluxEvent } from "../event/event.ts";
import { checkSize } from "../event/json.ts";
import { parseFluxEvent } from "../event/parse.ts";
import { verifySignature } from "./signature.ts";

/** The headers of a request: those of `fetch`, or a plain object as Node, Express and Lambda have them, in any case. */
export type RequestHeaders = Pick<Headers, "get"> | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request of notification-controller, as far as it matters. */
export interface FluxRequest {
  /** Headers of the request. */
  readonly headers: RequestHeaders;
  /** Raw body, before any JSON parser. */
  readonly body: string | Uint8Array;
}

/** Options of {@link receiveFluxEvent}. */
export interface ReceiveOptions {
  /** Secrets of the `generic-hmac` Providers that may post here, several during a rotation. */
  readonly secrets: readonly string[];
  /** Accepted signature algorithms. Default: `["sha256"]`. */
  readonly algorithms?: readonly string[];
}

/**
 * Receives a request of a `generic-hmac` Provider: checks its size, verifies its signature, then parses its body.
 *
 * Store the event and answer 202 within a second: Flux gives up after 15 seconds, and repeats only on 429 and 5xx.
 *
 * @returns the event, or why the request is refused, with the `httpStatus` to answer: 413, 401 or 400.
 * @throws RangeError when `algorithms` names one that is not supported.
 * @example
 * ```ts source="./receive.examples.ts#receiveFluxEvent"
 * const body = new Uint8Array(await request.arrayBuffer());
 * const received = receiveFluxEvent({ headers: request.headers, body }, { secrets: [secret] });
 * return received.match(
 *   (event) => new Response(`${event.involvedObject.name}: ${event.reason}`, { status: 202 }),
 *   (error) => new Response(error.message, { status: error.httpStatus }),
 * );
 * ```
 * @see https://fluxcd.io/flux/components/notification/providers/#generic-webhook-with-hmac
 */
export function receiveFluxEvent(request: FluxRequest, options: ReceiveOptions): Result<FluxEvent, ReceiveError> {
  const { body, headers } = request;
  return checkSize(body)
    .andThen(() => signatureOf(headers))
    .andThen((signature) => verifySignature({ body, signature, ...options }))
    .andThen(() => parseFluxEvent(body));
}

function signatureOf(headers: RequestHeaders): Result<string | undefined, SignatureMalformedError> {
  const values = valuesOf(headers, "x-signature");
  if (values.length < 2) return ok(values[0]);
  return err(new SignatureMalformedError("Signature refused: the request has more than one X-Signature header."));
}

function valuesOf(headers: RequestHeaders, name: string): readonly string[] {
  if (isFetchHeaders(headers)) {
    const value = headers.get(name);
    return value === null ? [] : [value];
  }
  return Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
}

function isFetchHeaders(headers: RequestHeaders): headers is Pick<Headers, "get"> {
  return typeof headers["get"] === "function";
}
