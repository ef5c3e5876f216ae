import type { LaneUnavailableError } from "./errors.ts";

/** Tells an observer what a lane cannot return to anybody; for logs and metrics. */
export type LaneEvent =
  | {
      /** A handler did not return by the deadline; its signal was aborted, and its key waits for it a while longer. */
      readonly code: "overdue";
      /** Key of the batch. */
      readonly key: string;
    }
  | {
      /** A handler ignored its signal for as long again: its items come again, and what it returns later is ignored. */
      readonly code: "abandoned";
      /** Key of the batch. */
      readonly key: string;
    }
  | {
      /** A handler threw, which is a mistake in the program: its items come again. */
      readonly code: "handler-threw";
      /** Key of the batch. */
      readonly key: string;
      /** What it threw, as text. */
      readonly why: string;
    }
  | {
      /** A stored item cannot be read: it was moved to the dead letters. */
      readonly code: "item-unreadable";
      /** Id of the item. */
      readonly id: string;
    }
  | {
      /** The storage failed while the lane runs; it tries again, and a batch that could not be settled comes again. */
      readonly code: "storage-failed";
      /** What the storage said. */
      readonly error: LaneUnavailableError;
    };

/** Gets every {@link LaneEvent}; it must not throw. */
export type LaneObserver = (event: LaneEvent) => void;
