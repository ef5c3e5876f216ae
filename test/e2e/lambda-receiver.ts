import { createHash } from "node:crypto";

import { eventId, receiveFluxEvent } from "@gitops/flux-events";
import { type Lane, LaneUnavailableError, type Reporter, type ReporterItem } from "@gitops/github-reporter";
import { ResultAsync } from "neverthrow";

/** A message for a FIFO queue: what `SendMessage` of `@aws-sdk/client-sqs` takes beside the address of the queue. */
export interface FifoMessage {
  readonly MessageBody: string;
  readonly MessageGroupId: string;
  readonly MessageDeduplicationId: string;
}

/** The event of an HTTP API of API Gateway, payload format 2.0. */
export interface HttpEvent {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly pathParameters?: { readonly cluster?: string };
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A lane into a FIFO queue, for the reporter of {@link createReceiver}.
 *
 * What is larger than the queue's `MaximumMessageSize` is refused by SQS, and so by us.
 */
export function sqsLane(send: (message: FifoMessage) => Promise<unknown>): Lane<ReporterItem> {
  return {
    put: (item) =>
      ResultAsync.fromPromise(
        // Keys hold characters that ids of SQS may not.
        send({
          MessageBody: JSON.stringify(item),
          MessageGroupId: sha256(item.key),
          MessageDeduplicationId: sha256(item.id),
        }),
        (cause) => new LaneUnavailableError("SQS did not take the event.", { cause }),
      ).map(() => "stored" as const),
    run: () => Promise.reject(new TypeError("SQS pushes: the worker is another function.")),
  };
}

/** The function behind `POST /flux/{cluster}`: verifies an event and puts it into the queue. */
export function createReceiver(options: {
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  readonly reporter: Pick<Reporter, "accept">;
}): (request: HttpEvent) => Promise<HttpAnswer> {
  return async ({ headers, pathParameters, body: text = "", isBase64Encoded }) => {
    const cluster = pathParameters?.cluster ?? "";
    const secrets = options.secrets.get(cluster) ?? [];
    const body = Buffer.from(text, isBase64Encoded ? "base64" : "utf8");
    const received = receiveFluxEvent({ headers, body }, { secrets, cluster });
    // Who cannot sign learns nothing, not even whether the cluster has a secret.
    if (received.isErr()) {
      const { code, httpStatus } = received.error;
      return code.startsWith("FLUX_SIGNATURE_") ? answer(401, "UNAUTHORIZED") : answer(httpStatus, code);
    }
    const stored = await options.reporter.accept(received.value, { cluster, id: eventId(body) });
    return stored.match(
      (result) => answer(202, result),
      ({ code }) => ({ ...answer(503, code), headers: { "retry-after": "2" } }),
    );
  };
}

function answer(statusCode: number, result: string): HttpAnswer {
  return { statusCode, body: JSON.stringify({ result }) };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
