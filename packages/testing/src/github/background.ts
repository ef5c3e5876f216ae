/** Work that goes on after an answer was given: webhook deliveries and workflow runs. */
export interface Background {
  /** Starts work; it must not reject. */
  run(work: () => Promise<void>): void;
  /** Resolves when no work is left, including what other work started. */
  idle(): Promise<void>;
}

export function createBackground(): Background {
  const running = new Set<Promise<void>>();
  return {
    run(work) {
      const promise = work().finally(() => running.delete(promise));
      running.add(promise);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
