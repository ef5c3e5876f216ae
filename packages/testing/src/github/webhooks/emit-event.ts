import type { Acting } from "../acting.ts";
import type { JsonObject } from "../http/request-body.ts";
import { repositoryOwner } from "../views/repository-owner.ts";
import { fullRepository } from "../views/repository.ts";
import { simpleUser } from "../views/simple-user.ts";
import type { WebhookEvent } from "./webhook.ts";

/**
 * Tells the webhooks of a repository of an event; repository and sender are in every payload.
 *
 * @see https://docs.github.com/webhooks/webhook-events-and-payloads
 */
export function emitEvent({ github, repository, actor }: Acting, event: WebhookEvent, payload: JsonObject): void {
  const owner = repositoryOwner(github, repository.owner);
  github.webhooks.emit(repository.fullName, event, {
    ...payload,
    repository: fullRepository(github, repository),
    ...(owner["type"] === "Organization" ? { organization: owner } : {}),
    sender: simpleUser(github, actor),
  });
}
