import { handleBatch } from "./handle-batch.ts";
import type { LaneHandler, LaneItem } from "./lane.ts";

/** What SQS gives to a Lambda, as far as it is needed here. */
interface SqsEvent {
  readonly Records: readonly {
    readonly messageId: string;
    readonly body: string;
    readonly attributes: { readonly ApproximateReceiveCount: string };
  }[];
}

interface SqsBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export async function consume(
  event: SqsEvent,
  context: { getRemainingTimeInMillis(): number },
  handle: LaneHandler<string>,
  bury: (id: string, why: string) => Promise<void>,
): Promise<SqsBatchResponse> {
  //#region handleBatch_sqs
  const messages = event.Records.map((record) => ({ record, item: JSON.parse(record.body) as LaneItem<string> }));
  const counts = new Map(
    messages.map(({ record, item }) => [item.id, Number(record.attributes.ApproximateReceiveCount)]),
  );
  const { again, rejected } = await handleBatch(
    messages.map(({ item }) => item),
    handle,
    { deadlineMs: context.getRemainingTimeInMillis() - 5_000, attempt: ({ id }) => counts.get(id) ?? 1 },
  );
  // What is rejected leaves the queue, so it is stored elsewhere first.
  for (const { id, why } of rejected) await bury(id, why);
  const failed = new Set(again.map(({ id }) => id));
  const batchItemFailures = messages
    .filter(({ item }) => failed.has(item.id))
    .map(({ record }) => ({ itemIdentifier: record.messageId }));
  //#endregion
  return { batchItemFailures };
}
