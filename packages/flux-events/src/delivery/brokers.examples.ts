import type { Result } from "neverthrow";

import type { FluxEventError } from "../errors.ts";
import type { FluxEvent } from "../event/event.ts";
import { parseEventHubMessage, parseNatsMessage, parsePubSubMessage, parsePubSubPush } from "./brokers.ts";

export async function natsExample(subscription: AsyncIterable<{ readonly data: Uint8Array }>): Promise<void> {
  //#region parseNatsMessage
  for await (const message of subscription) {
    const event = parseNatsMessage(message);
    if (event.isOk()) console.log(event.value.reason);
  }
  //#endregion
}

export function pubSubExample(subscription: {
  on(name: "message", listener: (message: { readonly data: Buffer }) => void): void;
}): void {
  //#region parsePubSubMessage
  subscription.on("message", (message) => {
    const event = parsePubSubMessage(message);
    if (event.isOk()) console.log(event.value.reason);
  });
  //#endregion
}

export async function pushExample(request: Request): Promise<Response> {
  //#region parsePubSubPush
  const event = parsePubSubPush(new Uint8Array(await request.arrayBuffer()));
  return new Response(null, { status: event.isOk() ? 204 : 400 });
  //#endregion
}

export function eventHubExample(
  received: readonly { readonly body: unknown }[],
): readonly Result<FluxEvent, FluxEventError>[] {
  //#region parseEventHubMessage
  const events = received.map((message) => parseEventHubMessage(message));
  //#endregion
  return events;
}
