import { verify } from "@octokit/webhooks-methods";
import { err, errAsync, ok, ResultAsync } from "neverthrow";

import type { WebhookError } from "./errors.ts";
import { WebhookSecretMissingError, WebhookSignatureError } from "./errors.ts";

/** Carries what the verification of a webhook needs. */
export interface GitHubWebhook {
  /** Raw body of the request; a body that was parsed and written again does not verify. */
  readonly body: string | Uint8Array;
  /** Value of the `X-Hub-Signature-256` header. */
  readonly signature: string | undefined;
  /** Secrets that are accepted, several during a rotation. Blank ones are ignored. */
  readonly secrets: readonly string[];
}

/**
 * Verifies the signature of a webhook of GitHub in constant time over the raw body.
 *
 * @returns nothing, or `WEBHOOK_SIGNATURE_REFUSED`, or `WEBHOOK_SECRET_MISSING` when there is no secret to verify with.
 * @example
 * ```ts source="./verify.examples.ts#verifyGitHubWebhook_basic"
 * const verified = await verifyGitHubWebhook({ body, signature, secrets: [secret, nextSecret] });
 * const status = verified.isOk() ? 202 : 401;
 * ```
 * @see https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function verifyGitHubWebhook({ body, signature, secrets }: GitHubWebhook): ResultAsync<void, WebhookError> {
  const usable = secrets.filter((secret) => secret.trim() !== "");
  if (usable.length === 0) {
    return errAsync(new WebhookSecretMissingError("Webhook refused: no secret is configured for this receiver."));
  }
  if (signature === undefined || signature === "") {
    const why = "the request has no X-Hub-Signature-256 header. Set a secret on the webhook in GitHub";
    return errAsync(new WebhookSignatureError(`Webhook refused: ${why}.`));
  }
  const text = typeof body === "string" ? body : Buffer.from(body).toString("utf8");
  const matches = ResultAsync.fromThrowable(
    () => Promise.all(usable.map((secret) => verify(secret, text, signature))),
    () => new WebhookSignatureError("Webhook refused: its signature cannot be read."),
  );
  return matches().andThen((results) =>
    results.includes(true)
      ? ok(undefined)
      : err(new WebhookSignatureError("Webhook refused: its signature was made with none of the configured secrets.")),
  );
}
