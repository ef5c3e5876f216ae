/** Name of a webhook event, as in the header `X-GitHub-Event`. */
export type WebhookEvent =
  | "check_run"
  | "create"
  | "delete"
  | "deployment"
  | "deployment_status"
  | "issue_comment"
  | "pull_request"
  | "pull_request_review"
  | "push"
  | "repository_dispatch"
  | "status";

/** A webhook to be registered. */
export interface WebhookOptions {
  /** Address that events are posted to. */
  readonly url: string;
  /** Key of the signature in `X-Hub-Signature-256`. */
  readonly secret: string;
  /** Events to deliver; `["*"]` is all of them. */
  readonly events: readonly (WebhookEvent | "*")[];
}

/** One attempt to deliver an event. GitHub makes no second one by itself. */
export interface WebhookDelivery {
  /** The header `X-GitHub-Delivery`. */
  readonly id: string;
  /** Name of the event. */
  readonly event: WebhookEvent;
  /** `owner/name` of the repository where it happened. */
  readonly repository: string;
  /** Address that it was posted to. */
  readonly url: string;
  /** The payload, decoded. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Time of the event, RFC 3339. */
  readonly at: string;
  /** Status of the answer; undefined when none came within ten seconds. */
  readonly status: number | undefined;
}
