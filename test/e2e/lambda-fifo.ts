import type { FifoMessage } from "./lambda-receiver.ts";
import type { QueueEvent } from "./lambda-worker.ts";

/** How many messages one call gets: the default of an event source mapping. */
const BATCH = 10;

interface Stored extends FifoMessage {
  readonly messageId: string;
  receiveCount: number;
  visibleAt: number;
}

/** An SQS FIFO queue with the rules that a consumer has to live with; time is counted in calls of `deliver`. */
export interface FifoQueue {
  /** Stores a message; one of an id that was sent before is taken and dropped. */
  send(message: FifoMessage): Promise<void>;
  /** Lets the visibility timeout of what failed pass. */
  passTime(): void;
  /** Messages that are not deleted yet. */
  readonly size: () => number;
  /**
   * Invokes the function once, as an event source mapping does: a batch of visible messages, none of a group that has one in
   * flight. What it does not name as failed is deleted; a function that throws, or dies, gets everything again.
   */
  deliver(
    consume: (event: QueueEvent) => Promise<{ readonly batchItemFailures: readonly { itemIdentifier: string }[] }>,
  ): Promise<number>;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html */
export function createFifoQueue(): FifoQueue {
  const known = new Set<string>();
  let messages: Stored[] = [];
  let now = 0;
  let sent = 0;

  const receive = (): readonly Stored[] => {
    const inFlight = new Set(messages.filter(({ visibleAt }) => visibleAt > now).map((one) => one.MessageGroupId));
    return messages.filter(({ MessageGroupId }) => !inFlight.has(MessageGroupId)).slice(0, BATCH);
  };
  return {
    send: (message) => {
      if (!known.has(message.MessageDeduplicationId)) {
        known.add(message.MessageDeduplicationId);
        sent += 1;
        messages.push({ ...message, messageId: `message-${sent}`, receiveCount: 0, visibleAt: 0 });
      }
      return Promise.resolve();
    },
    passTime: () => {
      now += 1;
    },
    size: () => messages.length,
    deliver: async (consume) => {
      const batch = receive();
      if (batch.length === 0) return 0;
      for (const message of batch) {
        message.receiveCount += 1;
        message.visibleAt = now + 1;
      }
      const Records = batch.map(({ messageId, MessageBody, receiveCount }) => ({
        messageId,
        body: MessageBody,
        attributes: { ApproximateReceiveCount: String(receiveCount) },
      }));
      const failures = await consume({ Records }).then(
        ({ batchItemFailures }) => new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
        () => new Set(batch.map(({ messageId }) => messageId)),
      );
      const done = new Set(batch.map(({ messageId }) => messageId).filter((id) => !failures.has(id)));
      messages = messages.filter(({ messageId }) => !done.has(messageId));
      return batch.length;
    },
  };
}
