import { createHmac } from "node:crypto";

import type { Clock } from "../clock/clock.ts";
import { wireTime } from "../wire/event.ts";
import type { DeliveryAttempt } from "./delivery.ts";
import { judge, MAX_RETRIES, type PostAnswer, waitBeforeRetry } from "./retry-policy.ts";
import type { ProviderOptions } from "../cluster/cluster-options.ts";

/** What the forwarder needs of the world. */
export interface ForwarderPorts {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  /** Aborted when the player stops. */
  readonly signal: AbortSignal;
  /** Hears of each try as it ends. */
  readonly onAttempt: (attempt: DeliveryAttempt) => void;
}

/**
 * Posts one event to a Provider of type `generic` or `generic-hmac`, with Flux's headers, timeout and retries.
 *
 * @see https://github.com/fluxcd/notification-controller/blob/main/internal/notifier/forwarder.go
 */
export async function forward(
  provider: ProviderOptions,
  body: string,
  component: string,
  ports: ForwarderPorts,
): Promise<"delivered" | "lost"> {
  const { clock, signal, onAttempt } = ports;
  const { timeout = 15_000, secret } = provider;
  const deadline = clock.now().getTime() + timeout;
  const headers = {
    "Content-Type": "application/json",
    "Gotk-Component": component,
    "User-Agent": "Go-http-client/1.1",
    ...(secret !== undefined && { "X-Signature": sign(body, secret) }),
  };

  for (let retries = 0; ; retries++) {
    const at = clock.now();
    const answer = await post(provider.address, { method: "POST", headers, body }, deadline - at.getTime(), ports);
    onAttempt(toAttempt(at, answer));

    const verdict = judge(answer);
    if (verdict !== "retry") return verdict;
    const wait = waitBeforeRetry(answer, retries, clock.now());
    const remaining = deadline - clock.now().getTime();
    if (retries === MAX_RETRIES || remaining <= 0) return "lost";
    await clock.sleep(Math.min(wait, remaining), signal);
    if (wait >= remaining) return "lost";
  }
}

async function post(address: string, init: RequestInit, timeLeft: number, ports: ForwarderPorts): Promise<PostAnswer> {
  const { clock, signal } = ports;
  const answered = new AbortController();
  const expired = new AbortController();
  clock.sleep(timeLeft, answered.signal).then(
    () => {
      expired.abort(new Error("context deadline exceeded"));
    },
    () => undefined,
  );
  try {
    const abort = AbortSignal.any([signal, expired.signal]);
    // A fetch of the caller's own need not know what to do with a signal.
    const response = await clock.during(
      Promise.race([ports.fetch(address, { ...init, signal: abort }), rejection(abort)]),
    );
    await response.body?.cancel();
    return { status: response.status, retryAfter: response.headers.get("retry-after") ?? undefined };
  } catch (error) {
    signal.throwIfAborted();
    return { failure: expired.signal.aborted ? "context deadline exceeded" : failureCode(error) };
  } finally {
    answered.abort();
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener(
      "abort",
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}

function sign(body: string, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

function toAttempt(at: Date, { status, failure }: PostAnswer): DeliveryAttempt {
  return {
    at: wireTime(at),
    ...(status !== undefined && { status }),
    ...(failure !== undefined && { error: failure }),
  };
}

// Node's fetch hides the reason in the cause of a TypeError.
function failureCode(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (typeof cause === "object" && cause !== null && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : "unknown failure";
}
