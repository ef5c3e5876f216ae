/** What a run says of the next one. */
export interface RunResult {
  /** Whether something failed that may work later. */
  readonly hasFailed: boolean;
  /** When to run again although nobody will ask, RFC 3339. */
  readonly wakeAt: string | undefined;
}

/** Runs a task when somebody asks, one at a time; requests that come meanwhile share one further run. */
export interface Reconciler {
  request(): void;
  /** Begins no further run, and resolves when the current one has ended. */
  stop(): Promise<void>;
}

/** Time between two runs when nobody asks: what a lost webhook would have said is found at the latest then. */
const EVERY_MS = 5 * 60_000;
/** The first time after a failure; doubled with each further one. */
const RETRY_MS = 10_000;
const SOONEST_MS = 1_000;

/** Makes a reconciler of a task that never rejects. */
export function createReconciler(run: () => Promise<RunResult>): Reconciler {
  let running: Promise<void> | undefined;
  let isAsked = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;

  const loop = async (): Promise<void> => {
    let result: RunResult = { hasFailed: false, wakeAt: undefined };
    while (isAsked && !isStopped) {
      isAsked = false;
      result = await run();
    }
    running = undefined;
    failures = result.hasFailed ? failures + 1 : 0;
    if (!isStopped) timer = setTimeout(request, pauseAfter(result, failures)).unref();
  };
  const request = (): void => {
    isAsked = true;
    clearTimeout(timer);
    if (!isStopped) running ??= loop();
  };
  return {
    request,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function pauseAfter({ wakeAt }: RunResult, failures: number): number {
  // What failed is not tried sooner because something else is due.
  if (failures > 0) return Math.min(EVERY_MS, RETRY_MS * 2 ** (failures - 1));
  const wake = wakeAt === undefined ? EVERY_MS : Math.max(SOONEST_MS, Date.parse(wakeAt) - Date.now());
  return Math.min(EVERY_MS, wake);
}
