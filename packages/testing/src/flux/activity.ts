/** Knows what is under way, and what went wrong in it. */
export interface Activity {
  /** Accompanies a piece of work to its end. Never rejects: a failure is kept for {@link throwFailure}. */
  follow(work: Promise<unknown>): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Throws the first failure since the last call, if there is one: nobody else waits for work in the background. */
  throwFailure(): void;
}

/** Creates an account of work that may start further work before it ends. */
export function createActivity(): Activity {
  const running = new Set<Promise<void>>();
  const failures: Error[] = [];

  return {
    follow: (work) => {
      const ended = work
        .then(
          () => undefined,
          (failure: unknown) => {
            failures.push(failure instanceof Error ? failure : new Error(String(failure)));
          },
        )
        .finally(() => running.delete(ended));
      running.add(ended);
      return ended;
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    throwFailure: () => {
      const [failure] = failures.splice(0);
      if (failure !== undefined) throw failure;
    },
  };
}
