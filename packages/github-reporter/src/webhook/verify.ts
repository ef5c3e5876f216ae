import { verifyWithFallback } from "@octokit/webhooks-methods";
import { errAsync, okAsync, ResultAsync } from "neverthrow";

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
 * Verifies the signature of a webhook of GitHub over the raw body.
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
  const [secret, ...others] = secrets.filter((candidate) => candidate.trim() !== "");
  if (secret === undefined) {
    return errAsync(new WebhookSecretMissingError("Webhook refused: no secret is configured for this receiver."));
  }
  if (signature === undefined || signature === "") {
    return refuse("the request has no X-Hub-Signature-256 header. Set a secret on the webhook in GitHub");
  }
  if (!/^sha256=[0-9a-f]{64}$/i.test(signature)) return refuse("X-Hub-Signature-256 is not sha256=<hex digest>");
  const text = typeof body === "string" ? body : decodeUtf8(body);
  if (text?.isWellFormed() !== true) return refuse("its body is not UTF-8, and so not of GitHub");
  if (text === "") return refuse("it has no body");

  return verify(secret, text, signature.toLowerCase(), others).andThen((isVerified) =>
    isVerified ? okAsync() : refuse("its signature was made with none of the configured secrets"),
  );
}

const verify = ResultAsync.fromThrowable(
  (secret: string, text: string, signature: string, others: string[]) =>
    verifyWithFallback(secret, text, signature, others),
  () => new WebhookSignatureError("Webhook refused: its signature could not be verified."),
);

function refuse(why: string): ResultAsync<never, WebhookError> {
  return errAsync(new WebhookSignatureError(`Webhook refused: ${why}.`));
}

/** The library signs text, so bytes have to become exactly the text that they are: a byte order mark included. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
