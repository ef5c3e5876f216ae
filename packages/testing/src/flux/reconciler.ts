import type { Activity } from "./activity.ts";
import type { Clock } from "./clock/clock.ts";

/** Reconciles one object again and again, never twice at a time. */
export interface Reconciler {
  /** Asks for a reconciliation that begins after this call; requests that wait are one. Resolves when it has ended, well or not. */
  request(): Promise<void>;
  /** Resolves when what runs, or waits to run, has ended. */
  settled(): Promise<void>;
}

/** What a reconciler needs of the player. */
export interface ReconcilerPorts {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly session: () => Session;
}

/** One life of the player, from its creation or its last stop on. */
export interface Session {
  /** Aborted when the player stops. */
  readonly signal: AbortSignal;
  /** Whether intervals and retries count; otherwise objects are reconciled on request alone. */
  readonly isStarted: boolean;
}

/**
 * Creates a reconciler as controller-runtime has one: a queue of one per object, which is asked again after a time.
 *
 * @param reconcile Reconciles once and tells after how many milliseconds to do so again; undefined: on request alone.
 * @see https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/reconcile
 */
export function createReconciler(
  reconcile: (signal: AbortSignal) => Promise<number | undefined>,
  { clock, activity, session }: ReconcilerPorts,
): Reconciler {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let timer = new AbortController();

  const runOnce = async (): Promise<void> => {
    timer.abort();
    const { signal, isStarted } = session();
    try {
      const after = await reconcile(signal);
      if (isStarted && after !== undefined) requestAfter(after, signal);
    } catch (error) {
      // A stop interrupts what is under way; that is no failure.
      if (!signal.aborted) throw error;
    }
  };

  const requestAfter = (milliseconds: number, signal: AbortSignal): void => {
    timer = new AbortController();
    clock.sleep(milliseconds, AbortSignal.any([signal, timer.signal])).then(
      () => void request(),
      () => undefined,
    );
  };

  const request = (): Promise<void> => {
    waiting ??= activity.follow(
      running.then(() => {
        waiting = undefined;
        running = activity.follow(runOnce());
        return running;
      }),
    );
    return waiting;
  };

  return { request, settled: () => waiting ?? running };
}
