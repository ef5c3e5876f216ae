import { setTimeout as delay } from "node:timers/promises";

import { describe, expect, it } from "vitest";

import { createVirtualClock } from "./virtual-clock.ts";

describe("a virtual clock", () => {
  it("stands still until it is moved", async () => {
    const clock = createVirtualClock({ start: "2026-11-22T21:00:00Z" });
    await delay(5);
    expect(clock.now().toISOString()).toBe("2026-11-22T21:00:00.000Z");

    await clock.advance(1_500);
    expect(clock.now().toISOString()).toBe("2026-11-22T21:00:01.500Z");
  });

  it("wakes sleepers in the order of time, each at its own time", async () => {
    const clock = createVirtualClock();
    const start = clock.now().getTime();
    const woken: number[] = [];
    const sleep = (milliseconds: number) =>
      clock.sleep(milliseconds).then(() => void woken.push(clock.now().getTime() - start));
    void sleep(300);
    void sleep(100);
    void sleep(200).then(() => sleep(50));

    await clock.advance(1_000);
    expect(woken).toEqual([100, 200, 250, 300]);
  });

  it("wakes nobody before the time", async () => {
    const clock = createVirtualClock();
    let isAwake = false;
    void clock.sleep(1_000).then(() => (isAwake = true));

    await clock.advance(999);
    expect(isAwake).toBe(false);
  });

  it("waits for work of the outside world before it moves on", async () => {
    const clock = createVirtualClock();
    const start = clock.now().getTime();
    const times: number[] = [];
    const workThenSleep = async () => {
      await clock.sleep(10);
      await clock.during(delay(20));
      times.push(clock.now().getTime() - start);
      await clock.sleep(10);
      times.push(clock.now().getTime() - start);
    };
    void workThenSleep();

    await clock.advance(1_000);
    expect(times).toEqual([10, 20]);
  });

  it("loses patience with work that does not end", async () => {
    const clock = createVirtualClock({ patience: 5 });
    void clock.during(new Promise(() => undefined));

    await clock.advance(1_000);
    expect(clock.now().toISOString()).toBe("2026-01-01T00:00:01.000Z");
  });

  it("lets go of a sleeper whose signal is aborted, before or during its sleep", async () => {
    const clock = createVirtualClock();
    const stop = new AbortController();
    const sleep = clock.sleep(1_000, stop.signal);
    stop.abort();

    await expect(sleep).rejects.toThrow("aborted");
    await expect(clock.sleep(1_000, stop.signal)).rejects.toThrow("aborted");
  });

  it("refuses to start at no time", () => {
    expect(() => createVirtualClock({ start: "yesterday" })).toThrow(RangeError);
  });

  it("moves until a piece of work has ended, and gives what came of it", async () => {
    const clock = createVirtualClock({ start: "2026-11-22T21:42:00Z" });
    const work = async () => {
      await clock.sleep(60_000);
      await clock.sleep(3_600_000);
      return "done";
    };

    expect(await clock.finish(work())).toBe("done");
    expect(clock.now().toISOString()).toBe("2026-11-22T22:43:00.000Z");
    await expect(clock.finish(Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  it("does not wait for ever for work that nothing will wake", async () => {
    const clock = createVirtualClock();

    await expect(clock.finish(new Promise(() => undefined))).rejects.toThrow("stands still");
  });
});
