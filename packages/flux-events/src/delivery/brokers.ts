import { err, type Result } from "neverthrow";

import { type FluxEventError, MalformedEventError } from "../errors.ts";
import type { FluxEvent } from "../event/event.ts";
import { isJsonObject, readJson } from "../event/json.ts";
import { parseFluxEvent, readEvent } from "../event/parse.ts";

/**
 * Parses the event in a message of NATS.
 *
 * Whoever may publish to the subject can send events: the server has to see to that. Flux does not wait for an
 * acknowledgement, so what the server loses is lost.
 *
 * @returns the event, or `FLUX_EVENT_TOO_LARGE` above 3 MiB, or `FLUX_EVENT_MALFORMED`.
 * @example
 * ```ts source="./brokers.examples.ts#parseNatsMessage"
 * for await (const message of subscription) {
 *   const event = parseNatsMessage(message);
 *   if (event.isOk()) console.log(event.value.reason);
 * }
 * ```
 * @see https://fluxcd.io/flux/components/notification/providers/#nats
 */
export function parseNatsMessage(message: { readonly data: Uint8Array }): Result<FluxEvent, FluxEventError> {
  return parseFluxEvent(message.data);
}

/**
 * Parses the event in a message of Google Cloud Pub/Sub, as its client hands it over.
 *
 * Whoever may publish to the topic can send events: IAM has to see to that.
 *
 * @returns the event, or `FLUX_EVENT_TOO_LARGE` above 3 MiB, or `FLUX_EVENT_MALFORMED`.
 * @example
 * ```ts source="./brokers.examples.ts#parsePubSubMessage"
 * subscription.on("message", (message) => {
 *   const event = parsePubSubMessage(message);
 *   if (event.isOk()) console.log(event.value.reason);
 * });
 * ```
 * @see https://fluxcd.io/flux/components/notification/providers/#google-cloud-pubsub
 */
export function parsePubSubMessage(message: { readonly data: Uint8Array }): Result<FluxEvent, FluxEventError> {
  return parseFluxEvent(message.data);
}

/**
 * Parses the event in a request of a push subscription of Google Cloud Pub/Sub.
 *
 * Verify first that Google sent the request: the token in its `Authorization` header says for whom and from where.
 *
 * @returns the event, or `FLUX_EVENT_TOO_LARGE` when the request, with its data in base64, has more than 3 MiB, or
 * `FLUX_EVENT_MALFORMED`.
 * @example
 * ```ts source="./brokers.examples.ts#parsePubSubPush"
 * const event = parsePubSubPush(new Uint8Array(await request.arrayBuffer()));
 * return new Response(null, { status: event.isOk() ? 204 : 400 });
 * ```
 * @see https://cloud.google.com/pubsub/docs/push#receive_push
 */
export function parsePubSubPush(body: string | Uint8Array): Result<FluxEvent, FluxEventError> {
  return readJson(body).andThen((json) => {
    const message = isJsonObject(json) ? json["message"] : undefined;
    const data = isJsonObject(message) ? message["data"] : undefined;
    if (typeof data === "string") return parseFluxEvent(Buffer.from(data, "base64"));
    return err(new MalformedEventError("Flux event refused: the body is no push of Pub/Sub with data."));
  });
}

/**
 * Parses the event in a message of Azure Event Hubs, as its client or a Function hands it over: text, bytes, or parsed already.
 *
 * Whoever may send to the hub can send events: its access policies have to see to that.
 *
 * @returns the event, or `FLUX_EVENT_TOO_LARGE` above 3 MiB, or `FLUX_EVENT_MALFORMED`.
 * @example
 * ```ts source="./brokers.examples.ts#parseEventHubMessage"
 * const events = received.map((message) => parseEventHubMessage(message));
 * ```
 * @see https://fluxcd.io/flux/components/notification/providers/#azure-event-hub
 */
export function parseEventHubMessage(message: { readonly body: unknown }): Result<FluxEvent, FluxEventError> {
  return readEvent(message.body);
}
