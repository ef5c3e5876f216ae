import { createHmac, timingSafeEqual } from "node:crypto";

import type { Result } from "neverthrow";
import { err, ok } from "neverthrow";

import type { WebhookError } from "./errors.ts";
import { WebhookSecretMissingError, WebhookSignatureError } from "./errors.ts";

/** Carries what the verification of a webhook needs. */
export interface GitHubWebhook {
  /** Raw body of the request; text is signed as UTF-8. A body that was parsed and written again does not verify. */
  readonly body: string | Uint8Array;
  /** Value of the `X-Hub-Signature-256` header. */
  readonly signature: string | undefined;
  /** Secrets that are accepted, several during a rotation. Blank ones are ignored. */
  readonly secrets: readonly string[];
}

/**
 * Verifies the signature of a webhook of GitHub, in constant time over the raw bytes.
 *
 * @returns nothing, or `WEBHOOK_SIGNATURE_REFUSED`, or `WEBHOOK_SECRET_MISSING` when there is no secret to verify with.
 * @example
 * ```ts source="./verify.examples.ts#verifyGitHubWebhook_basic"
 * const verified = verifyGitHubWebhook({ body, signature, secrets: [secret, nextSecret] });
 * const status = verified.isOk() ? 202 : 401;
 * ```
 * @see https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function verifyGitHubWebhook({ body, signature, secrets }: GitHubWebhook): Result<void, WebhookError> {
  const usable = secrets.filter((secret) => secret.trim() !== "");
  if (usable.length === 0) {
    return err(new WebhookSecretMissingError("Webhook refused: no secret is configured for this receiver."));
  }
  if (signature === undefined || signature === "") {
    const why = "the request has no X-Hub-Signature-256 header. Set a secret on the webhook in GitHub";
    return err(new WebhookSignatureError(`Webhook refused: ${why}.`));
  }
  const [, digest] = /^sha256=([0-9a-f]{64})$/i.exec(signature) ?? [];
  if (digest === undefined) {
    return err(new WebhookSignatureError("Webhook refused: X-Hub-Signature-256 is not sha256=<hex digest>."));
  }

  const given = Buffer.from(digest, "hex");
  // Every secret is computed and compared, so that the time tells neither whether nor which one matched.
  const matches = usable.filter((secret) => timingSafeEqual(createHmac("sha256", secret).update(body).digest(), given));
  if (matches.length > 0) return ok();
  return err(new WebhookSignatureError("Webhook refused: its signature was made with none of the configured secrets."));
}
