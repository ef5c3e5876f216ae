import { err, ok, type Result } from "neverthrow";

import { ClusterMismatchError, type ReceiveError, SignatureMalformedError } from "../errors.ts";
import type { FluxEvent } from "../event/event.ts";
import { sizeErrorOf } from "../event/json.ts";
import { parseFluxEvent } from "../event/parse.ts";
import { verifySignature } from "./signature.ts";

/** Headers as `fetch` has them. */
export interface FetchHeaders {
  /** Gives the value of a header, in any case; several ones are joined by commas. */
  get(name: string): string | null;
}

/** The headers of a request: those of `fetch`, or a plain object as Node, Express and Lambda have them, in any case. */
export type RequestHeaders = FetchHeaders | Readonly<Record<string, string | readonly string[] | undefined>>;

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
  /**
   * Cluster that the secrets belong to. An event whose metadata names another `cluster` is refused, so that the secret
   * of one cluster cannot speak for a second one. Default: any cluster.
   */
  readonly cluster?: string;
  /** Accepted signature algorithms. Default: `["sha256"]`. */
  readonly algorithms?: readonly string[];
  /**
   * Receives requests without a signature, too: **anybody who can reach the receiver can then report what they like**, and
   * statuses, deployments and the next stage follow from it. Only for a Provider of type `generic` on a network that
   * nobody else is on. A request that has a signature must still have a good one.
   * Default: false.
   */
  readonly dangerouslyAcceptUnsigned?: boolean;
}

/**
 * Receives a request of a `generic-hmac` Provider: checks its size, verifies its signature, parses its body,
 * then compares the cluster that the event names with the one that the secrets belong to.
 *
 * Flux names no cluster by itself. `spec.eventMetadata` of an Alert, or an annotation of the object, adds it.
 *
 * Store the event and answer 202 within a second: Flux gives up after 15 seconds, and repeats only on 429 and 5xx.
 *
 * @returns the event, or why the request is refused, with the `httpStatus` to answer: 413, 401, 400, or 503
 * when no secret is configured.
 * @throws RangeError when `algorithms` names one that is not supported, TypeError when `secrets` is no list.
 * @example
 * ```ts source="./receive.examples.ts#receiveFluxEvent"
 * const body = new Uint8Array(await request.arrayBuffer());
 * const received = receiveFluxEvent({ headers: request.headers, body }, { secrets: [secret], cluster: "dev" });
 * return received.match(
 *   (event) => new Response(`${event.involvedObject.name}: ${event.reason}`, { status: 202 }),
 *   (error) => new Response(error.message, { status: error.httpStatus }),
 * );
 * ```
 * @see https://fluxcd.io/flux/components/notification/providers/#generic-webhook-with-hmac
 * @see https://fluxcd.io/flux/components/notification/alerts/#event-metadata
 */
export function receiveFluxEvent(request: FluxRequest, options: ReceiveOptions): Result<FluxEvent, ReceiveError> {
  const { body, headers } = request;
  const { secrets, algorithms, cluster, dangerouslyAcceptUnsigned } = options;
  const sizeError = sizeErrorOf(body);
  if (sizeError !== undefined) return err(sizeError);
  const signature = signatureOf(headers);
  if (signature.isErr()) return err(signature.error);
  if (signature.value !== undefined || dangerouslyAcceptUnsigned !== true) {
    const verified = verifySignature({ body, signature: signature.value, secrets, algorithms });
    if (verified.isErr()) return err(verified.error);
  }
  const event = parseFluxEvent(body);
  return event.isErr() ? err(event.error) : requireCluster(event.value, cluster);
}

function requireCluster(event: FluxEvent, expected: string | undefined): Result<FluxEvent, ClusterMismatchError> {
  const named = event.metadata.cluster;
  if (expected === undefined || named === undefined || named === expected) return ok(event);
  return err(
    new ClusterMismatchError(
      `Event refused: it names the cluster ${JSON.stringify(named.slice(0, 63))}, and the secret that signed it belongs to ${JSON.stringify(expected)}. Compare spec.eventMetadata of the Alert with the address and the Secret of the Provider.`,
    ),
  );
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
  const values: string[] = [];
  for (const key of Object.keys(headers)) {
    // The length spares most keys the change of case.
    if (key.length !== name.length || key.toLowerCase() !== name) continue;
    const value = headers[key];
    if (typeof value === "string") values.push(value);
    else if (Array.isArray(value)) values.push(...value.filter((part) => typeof part === "string"));
  }
  return values;
}

function isFetchHeaders(headers: RequestHeaders): headers is FetchHeaders {
  return typeof headers["get"] === "function";
}
