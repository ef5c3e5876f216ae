type Fetch = typeof globalThis.fetch;

const CHANGES_NOTHING: readonly string[] = ["GET", "HEAD"];
const KEEPS_THE_METHOD: readonly number[] = [307, 308];

/**
 * Gives each attempt its own timeout, and turns any abort by the caller into the AbortError that Octokit does not retry.
 *
 * A write follows those redirects only that keep it a write.
 */
export function withTimeout(fetch: Fetch, timeoutMs: number): Fetch {
  return async (input, init) => {
    const caller = init?.signal ?? undefined;
    // Somebody who stopped waiting in a queue must not be served later, whatever fetch does with the signal.
    if (isAborted(caller)) throw abortError(caller);
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = caller === undefined ? timeout : AbortSignal.any([caller, timeout]);
    const send = (redirect: RequestInit["redirect"]): Promise<Response> =>
      fetch(input, { ...init, signal, ...(redirect !== undefined && { redirect }) });
    try {
      if (CHANGES_NOTHING.includes(init?.method ?? "GET")) return await send(undefined);
      // To follow some redirects is to read instead of to write, and a list would be taken for what was written.
      const response = await send("manual");
      if (!KEEPS_THE_METHOD.includes(response.status)) return response;
      await response.body?.cancel();
      return await send(undefined);
    } catch (error) {
      throw isAborted(caller) ? abortError(caller) : error;
    }
  };
}

/**
 * Settles with the promise, or rejects as soon as the signal aborts: a request that waits for its turn does not notice.
 */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(abortError(signal));
    };
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", onAbort);
    });
  });
}

/** Whatever reason the caller gave: Octokit knows an abort by this name alone. */
export function abortError(signal: AbortSignal | undefined): DOMException {
  const error = new DOMException("The request was aborted", "AbortError");
  error.cause = signal?.reason;
  return error;
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
