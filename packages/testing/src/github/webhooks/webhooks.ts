import { createHmac, randomUUID } from "node:crypto";

import type { Background } from "../background.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { WebhookDelivery, WebhookEvent, WebhookOptions } from "./webhook.ts";

/** The webhooks of all repositories. */
export interface Webhooks {
  /** Attempts that have ended, in that order. */
  readonly deliveries: readonly WebhookDelivery[];
  add(repository: string, id: number, hook: WebhookOptions): void;
  /** Tells whether any webhook asked for an event, so that costly payloads are made only for a reader. */
  isWanted(repository: string, event: WebhookEvent): boolean;
  /** Delivers an event to every webhook that asked for it, in the background. */
  emit(repository: string, event: WebhookEvent, payload: JsonObject): void;
}

interface Webhook extends WebhookOptions {
  readonly id: number;
}

/** https://docs.github.com/webhooks/using-webhooks/best-practices-for-using-webhooks: an answer within 10 seconds. */
const TIMEOUT = 10_000;

export function createWebhooks(background: Background, now: () => Date): Webhooks {
  const hooks = new Map<string, Webhook[]>();
  const deliveries: WebhookDelivery[] = [];

  const readersOf = (repository: string, event: WebhookEvent): readonly Webhook[] =>
    (hooks.get(repository.toLowerCase()) ?? []).filter(({ events }) => events.includes("*") || events.includes(event));

  const deliver = async (
    hook: Webhook,
    event: WebhookEvent,
    repository: string,
    payload: JsonObject,
  ): Promise<void> => {
    const id = randomUUID();
    const at = now().toISOString();
    const body = JSON.stringify(payload);
    const status = await post(hook, { id, event, body });
    deliveries.push({ id, event, repository, url: hook.url, payload, at, status });
  };

  return {
    deliveries,
    add(repository, id, hook) {
      const key = repository.toLowerCase();
      hooks.set(key, [...(hooks.get(key) ?? []), { ...hook, id }]);
    },
    isWanted: (repository, event) => readersOf(repository, event).length > 0,
    emit(repository, event, payload) {
      for (const hook of readersOf(repository, event)) {
        background.run(() => deliver(hook, event, repository, payload));
      }
    },
  };
}

/** @see https://docs.github.com/webhooks/webhook-events-and-payloads#delivery-headers */
async function post(
  hook: Webhook,
  { id, event, body }: { readonly id: string; readonly event: string; readonly body: string },
): Promise<number | undefined> {
  const sign = (hash: "sha1" | "sha256"): string =>
    `${hash}=${createHmac(hash, hook.secret).update(body).digest("hex")}`;
  try {
    const response = await fetch(hook.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "GitHub-Hookshot/embedded",
        "x-github-delivery": id,
        "x-github-event": event,
        "x-github-hook-id": String(hook.id),
        "x-github-hook-installation-target-type": "repository",
        "x-hub-signature": sign("sha1"),
        "x-hub-signature-256": sign("sha256"),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Refused, broken off or too slow: GitHub shows the attempt as failed and leaves it at that.
    return undefined;
  }
}
