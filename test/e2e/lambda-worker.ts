import { handleBatch, type LaneItem, type Reporter, type ReporterItem } from "@gitops/github-reporter";

/** The event of an SQS trigger, as far as it is read. */
export interface QueueEvent {
  readonly Records: readonly {
    readonly messageId: string;
    readonly body: string;
    readonly attributes: { readonly ApproximateReceiveCount: string };
  }[];
}

interface QueueAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** The function behind the queue: reports, and says which messages are to come again (`ReportBatchItemFailures`). */
export function createWorker(options: {
  readonly reporter: Pick<Reporter, "handle">;
  /** Stores what no attempt can help, such as in a second queue. When it rejects, all messages come again. */
  readonly bury: (item: LaneItem<ReporterItem>, why: string) => Promise<unknown>;
}): (event: QueueEvent, context: { getRemainingTimeInMillis(): number }) => Promise<QueueAnswer> {
  return async ({ Records }, context) => {
    const messages = Records.map(({ messageId, body, attributes }) => ({
      itemIdentifier: messageId,
      item: JSON.parse(body) as LaneItem<ReporterItem>,
      count: Number(attributes.ApproximateReceiveCount),
    }));
    const { again, rejected } = await handleBatch(
      messages.map(({ item }) => item),
      options.reporter.handle,
      {
        deadlineMs: context.getRemainingTimeInMillis() - 5_000,
        attempt: ({ id }) => messages.find(({ item }) => item.id === id)?.count ?? 1,
      },
    );
    for (const { id, why } of rejected) {
      const buried = messages.find(({ item }) => item.id === id);
      if (buried !== undefined) await options.bury(buried.item, why);
    }
    const failed = new Set(again.map(({ id }) => id));
    const batchItemFailures = messages
      .filter(({ item }) => failed.has(item.id))
      .map(({ itemIdentifier }) => ({ itemIdentifier }));
    return { batchItemFailures };
  };
}
