/** Reports a webhook whose signature is missing or was not made with any of the secrets. */
export class WebhookSignatureError extends Error {
  override readonly name = "WebhookSignatureError";
  readonly code = "WEBHOOK_SIGNATURE_REFUSED";
}

/** Reports that no secret is configured, so that no webhook can be trusted. */
export class WebhookSecretMissingError extends Error {
  override readonly name = "WebhookSecretMissingError";
  readonly code = "WEBHOOK_SECRET_MISSING";
}

/** Lists every way in which a webhook is refused. */
export type WebhookError = WebhookSignatureError | WebhookSecretMissingError;
