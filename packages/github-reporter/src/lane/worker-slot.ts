import type { Worker } from "./worker.ts";

/** Keeps the one worker that a lane may have. */
export interface WorkerSlot {
  /** Starts a worker; a second one is a mistake in the program, because both would handle the same key. */
  start(create: () => Worker): Worker;
  wake(): void;
  /** Stops the worker, and lets no other start. */
  close(): Promise<void>;
}

export function createWorkerSlot(): WorkerSlot {
  let worker: Worker | undefined;
  let isClosed = false;
  return {
    start: (create) => {
      if (isClosed) throw new TypeError("The lane is closed: open it again before it runs.");
      if (worker !== undefined) throw new TypeError("The lane runs already: stop it before it runs again.");
      const started = create();
      worker = started;
      const stop = async (): Promise<void> => {
        await started.stop();
        if (worker === started) worker = undefined;
      };
      return { wake: started.wake, stop };
    },
    wake: () => worker?.wake(),
    close: async () => {
      isClosed = true;
      await worker?.stop();
    },
  };
}
