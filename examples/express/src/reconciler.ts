/** Runs a task when somebody asks, one at a time; requests that come meanwhile share one further run. */
export interface Reconciler {
  request(): void;
  /** Resolves when nothing runs and nothing is asked for. */
  stop(): Promise<void>;
}

/** Time between two runs when nobody asks: what a lost webhook would have said is found at the latest then. */
const EVERY_MS = 5 * 60_000;
/** The first time after a failure; doubled with each further one. */
const RETRY_MS = 10_000;

/**
 * Makes a reconciler.
 *
 * @param run - The task; returns whether it has to be tried again soon.
 */
export function createReconciler(run: () => Promise<"settled" | "again">): Reconciler {
  let running: Promise<void> | undefined;
  let isAsked = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;

  const loop = async (): Promise<void> => {
    let result: "settled" | "again" = "settled";
    while (isAsked && !isStopped) {
      isAsked = false;
      result = await run();
    }
    running = undefined;
    failures = result === "again" ? failures + 1 : 0;
    const pause = failures === 0 ? EVERY_MS : Math.min(EVERY_MS, RETRY_MS * 2 ** (failures - 1));
    if (!isStopped) timer = setTimeout(request, pause).unref();
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
