import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { FluxPlayer } from "../flux-player.ts";
import { createTestBed, type TestBed } from "../test-bed.ts";
import type { DeliveryFault } from "./delivery-fault.ts";

let bed: TestBed;
let player: FluxPlayer;
let arrived: string[];
beforeEach(() => {
  bed = createTestBed();
  arrived = [];
  player = bed.play({
    fetch: async (address, init) => {
      const { message } = (await new Request(address, init).json()) as { message: string };
      arrived.push(message);
      return new Response(null, { status: 202 });
    },
  });
});
afterEach(() => bed.close());

/** Says some things at once and lets them arrive. */
async function say(...messages: readonly string[]) {
  for (const message of messages) {
    const failure = { code: "failed", kind: "Bucket", name: "x", reason: "BucketOperationFailed", message } as const;
    await player.cluster("dev").report(failure);
  }
  await bed.clock.advance(60_000);
  return player.deliveries.map(({ state, attempts }) => `${state} ${attempts.length}`);
}

describe("a fault on the way of an event", () => {
  it("loses it", async () => {
    player.faults.add({ fault: "loss", nth: 2 });

    expect(await say("a", "b", "c")).toEqual(["delivered 1", "lost 0", "delivered 1"]);
    expect(arrived).toEqual(["a", "c"]);
  });

  it("delays it, so that later ones overtake it", async () => {
    player.faults.add({ fault: "delay", milliseconds: 30_000 });

    expect(await say("a", "b")).toEqual(["delivered 1", "delivered 1"]);
    expect(arrived).toEqual(["b", "a"]);
    expect(player.deliveries[0]?.attempts[0]?.at).toBe("2026-11-22T21:00:30Z");
  });

  it("reorders many, the same way for the same seed", async () => {
    const messages = ["a", "b", "c", "d", "e", "f"];
    const remove = player.faults.add({ fault: "reordering", within: 5_000, times: Infinity });
    await say(...messages);
    const first = arrived.splice(0);
    remove();
    player.faults.add({ fault: "reordering", within: 5_000, times: Infinity });
    await bed.clock.advance(5 * 60_000);
    await say(...messages);

    expect(first).not.toEqual(messages);
    expect([...first].sort()).toEqual(messages);
    expect(arrived).toEqual(first);
  });

  it("duplicates it, each copy with its own tries", async () => {
    player.faults.add({ fault: "duplicate", copies: 2 });

    expect(await say("a", "b")).toEqual(["delivered 1", "delivered 1", "delivered 1", "delivered 1"]);
    expect(arrived).toEqual(["a", "a", "a", "b"]);
    expect(new Set(player.deliveries.map(({ body }) => body)).size).toBe(2);
  });

  it("breaks the connection before anything has arrived, and Flux tries again", async () => {
    player.faults.add({ fault: "connection-reset", when: "before" });

    expect(await say("a")).toEqual(["delivered 2"]);
    expect(arrived).toEqual(["a"]);
    expect(player.deliveries[0]?.attempts).toEqual([
      { at: "2026-11-22T21:00:00Z", error: "ECONNRESET" },
      { at: "2026-11-22T21:00:02Z", status: 202 },
    ]);
  });

  it("loses the answer to an event that was taken, which then arrives again", async () => {
    player.faults.add({ fault: "connection-reset", when: "after" });

    expect(await say("a")).toEqual(["delivered 2"]);
    expect(arrived).toEqual(["a", "a"]);
  });

  it("loses an event whose every answer is lost, although it arrived each time", async () => {
    player.faults.add({ fault: "connection-reset", when: "after", tries: Infinity });

    expect(await say("a")).toEqual(["lost 4"]);
    expect(arrived).toEqual(["a", "a", "a", "a"]);
  });

  it("meets others on one event", async () => {
    player.faults.add({ fault: "duplicate" });
    player.faults.add({ fault: "connection-reset", when: "after" });

    expect(await say("a")).toEqual(["delivered 2", "delivered 2"]);
    expect(arrived).toHaveLength(4);
  });

  it.each<[Partial<DeliveryFault>, boolean]>([
    [{ cluster: "dev" }, true],
    [{ cluster: "stage" }, false],
    [{ kind: "Bucket", name: "x" }, true],
    [{ kind: "Kustomization" }, false],
    [{ name: "y" }, false],
    [{ reason: "BucketOperationFailed" }, true],
    [{ reason: "NewArtifact" }, false],
    [{ probability: 0 }, false],
  ])("matches by %j: %s", async (match, isLost) => {
    player.faults.add({ fault: "loss", ...match } as DeliveryFault);

    expect((await say("a"))[0]).toBe(isLost ? "lost 0" : "delivered 1");
  });

  it("is not played on an event that is suppressed, nor after it was removed", async () => {
    player.faults.add({ fault: "loss", nth: 2 });
    expect(await say("a", "a", "b")).toEqual(["delivered 1", "suppressed 0", "lost 0"]);

    player.faults.add({ fault: "loss" });
    player.faults.clear();
    expect((await say("c")).at(-1)).toBe("delivered 1");
  });
});
