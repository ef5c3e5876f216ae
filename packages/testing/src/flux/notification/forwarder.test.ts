import { describe, expect, it } from "vitest";

import { createVirtualClock } from "../clock/virtual-clock.ts";
import type { DeliveryAttempt } from "./delivery.ts";
import { forward } from "./forwarder.ts";
import type { ProviderOptions } from "../cluster/cluster-options.ts";

type Answer = number | { status: number; retryAfter: string } | { code: string } | "silence";

/** Posts to a receiver that gives these answers, the last one for ever; tells how it ended and when it was tried. */
async function post(answers: readonly Answer[], provider: Partial<ProviderOptions> = {}) {
  const clock = createVirtualClock({ start: "2026-11-22T21:00:00Z", patience: 5 });
  const start = clock.now().getTime();
  const attempts: DeliveryAttempt[] = [];
  const seconds: number[] = [];

  const answer: typeof fetch = () => {
    seconds.push((clock.now().getTime() - start) / 1000);
    const next = answers[Math.min(seconds.length, answers.length) - 1] ?? 202;
    if (typeof next === "number") return Promise.resolve(new Response(null, { status: next }));
    // Not even when it is aborted: a fetch of the caller's own may know nothing of signals.
    if (next === "silence") return new Promise(() => undefined);
    if ("code" in next) return Promise.reject(new TypeError("fetch failed", { cause: next }));
    return Promise.resolve(new Response(null, { status: next.status, headers: { "retry-after": next.retryAfter } }));
  };

  let end: string | undefined;
  const ended = forward({ address: "https://receiver.test/", ...provider }, "{}", "kustomize-controller", {
    clock,
    fetch: answer,
    signal: new AbortController().signal,
    onAttempt: (attempt) => attempts.push(attempt),
  }).then((state) => (end = state));
  await clock.advance(5 * 60_000);
  await ended;
  return { end, seconds, attempts };
}

describe("forward", () => {
  it.each([200, 202, 204])("is content with %i", async (status) => {
    expect(await post([status])).toMatchObject({ end: "delivered", seconds: [0] });
  });

  it.each([400, 401, 403, 404, 409, 413, 422, 501])("loses the event on %i at once", async (status) => {
    expect(await post([status])).toMatchObject({ end: "lost", seconds: [0] });
  });

  it.each([500, 502, 503, 504, 429])("tries again on %i until it is taken", async (status) => {
    expect(await post([status, status, 202])).toMatchObject({ end: "delivered", seconds: [0, 2, 6] });
  });

  it("gives up after fifteen seconds for all tries together", async () => {
    const { end, seconds, attempts } = await post([503]);

    expect({ end, seconds }).toEqual({ end: "lost", seconds: [0, 2, 6, 14] });
    expect(attempts.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    expect(attempts[1]?.at).toBe("2026-11-22T21:00:02Z");
  });

  it("gives up after five tries where the timeout would allow more", async () => {
    expect(await post([500], { timeout: 120_000 })).toMatchObject({ end: "lost", seconds: [0, 2, 6, 14, 30] });
  });

  it("waits as long as a 429 or 503 asks for, in seconds or until a date", async () => {
    expect((await post([{ status: 429, retryAfter: "5" }, 202])).seconds).toEqual([0, 5]);
    expect((await post([{ status: 503, retryAfter: "Sun, 22 Nov 2026 21:00:07 GMT" }, 202])).seconds).toEqual([0, 7]);
    expect((await post([{ status: 500, retryAfter: "5" }, 202])).seconds).toEqual([0, 2]);
  });

  it("loses the event when it is asked to wait for longer than it may", async () => {
    expect(await post([{ status: 429, retryAfter: "60" }, 202])).toMatchObject({ end: "lost", seconds: [0] });
  });

  it.each(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "UND_ERR_SOCKET"])("tries again after %s", async (code) => {
    const { end, attempts } = await post([{ code }, 202]);

    expect(end).toBe("delivered");
    expect(attempts[0]).toMatchObject({ error: code });
  });

  it.each(["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID"])(
    "does not try again after %s",
    async (code) => {
      expect(await post([{ code }, 202])).toMatchObject({ end: "lost", seconds: [0] });
    },
  );

  it("gives a receiver that never answers one try, which eats all the time", async () => {
    const { end, attempts } = await post(["silence"]);

    expect(end).toBe("lost");
    expect(attempts).toEqual([{ at: "2026-11-22T21:00:00Z", error: "context deadline exceeded" }]);
  });
});
