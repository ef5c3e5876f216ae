import { createHmac } from "node:crypto";
import { createServer } from "node:net";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createVirtualClock } from "./clock/virtual-clock.ts";
import { cart, cluster, createTestBed, deployment, MINUTE, SECRET, type TestBed } from "./test-bed.ts";

/** A receiver that takes the connection and never answers. */
const hangUntilAborted: typeof fetch = (_, init) =>
  new Promise((_, reject) => {
    init?.signal?.addEventListener("abort", () => {
      reject(new Error("aborted"));
    });
  });

let bed: TestBed;
beforeEach(() => {
  bed = createTestBed();
});
afterEach(() => bed.close());

describe("a Flux player", { timeout: 30_000 }, () => {
  it("stops also while a Git server takes its question and never answers", async () => {
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as { port: number };
    const player = bed.play({ gitRepository: { url: `http://127.0.0.1:${port}/acme/shop.git` } });

    const asked = new Promise((resolve) => silent.once("connection", resolve));
    player.start();
    await asked;
    await player.stop();
    silent.close();
    expect(player.deliveries).toEqual([]);
  });

  it("plays a round on request without ever having started", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = bed.play();

    const round = player.reconcile();
    await bed.clock.advance(10_000);
    await round;
    expect(player.applied("dev")[0]?.ready).toBe(true);

    const before = player.deliveries.length;
    await bed.clock.advance(60 * MINUTE);
    expect(player.deliveries).toHaveLength(before);
  });

  it("adds what the Alert and the object say to the metadata, and lets the controller win", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const annotations = {
      "event.toolkit.fluxcd.io/app": "cart",
      "event.toolkit.fluxcd.io/env": "overridden",
      note: "no",
    };
    const player = bed.play({
      clusters: [{ ...cluster("dev", { ...cart, annotations }), eventMetadata: { env: "dev", revision: "ignored" } }],
    });
    await bed.run(player, MINUTE / 2);

    expect(player.deliveries[1]?.event.metadata).toMatchObject({ app: "cart", env: "dev" });
    expect(Object.keys(player.deliveries[3]?.event.metadata ?? {})).toEqual([
      "app",
      "commit_status",
      "env",
      "revision",
    ]);
    expect(player.deliveries[3]?.event.metadata?.["revision"]).toMatch(/^main@sha1:/);
  });

  it("says the same again with the same seed, and something else with another", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const bodies = async (seed: number) => {
      const clock = createVirtualClock();
      const player = bed.play({ seed, clock });
      player.start();
      await clock.advance(30 * MINUTE);
      return player.deliveries.map(({ body }) => body);
    };

    const first = await bodies(7);
    expect(first.length).toBeGreaterThan(4);
    expect(await bodies(7)).toEqual(first);
    expect(await bodies(8)).not.toEqual(first);
  });

  it("signs the bytes that it posts", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") }, "Allow <b> & more");
    const requests: Request[] = [];
    const player = bed.play({
      fetch: (address, init) => {
        requests.push(new Request(address, init));
        return Promise.resolve(new Response(null, { status: 202 }));
      },
    });
    await bed.run(player, MINUTE / 2);

    const [request] = requests;
    const body = await request!.text();
    expect(request!.headers.get("gotk-component")).toBe("source-controller");
    expect(request!.headers.get("content-type")).toBe("application/json");
    expect(request!.headers.get("x-signature")).toBe(
      `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
    );
    expect(body).toContain("Allow \\u003cb\\u003e \\u0026 more");
  });

  it("throws what a scenario throws, where the player is asked next", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = bed.play({
      scenario: () => {
        throw new RangeError("a mistake in the rule");
      },
    });

    const round = expect(player.reconcile()).rejects.toThrow("a mistake in the rule");
    await bed.clock.advance(MINUTE);
    await round;
  });

  it("abandons what is under way when it is stopped", async () => {
    bed.repository.push({ "envs/dev/cart/app.yaml": deployment("cart", "1") });
    const player = bed.play({ fetch: hangUntilAborted });
    player.start();
    await bed.clock.advance(1);
    await player.stop();

    expect(player.deliveries.map(({ state }) => state)).toEqual(["lost"]);
  });

  it("refuses two clusters, or two Kustomizations of a cluster, with one name", () => {
    expect(() => bed.play({ clusters: [cluster("dev"), cluster("dev")] })).toThrow(TypeError);
    expect(() => bed.play({ clusters: [cluster("dev", cart, cart)] })).toThrow(/flux-system\/cart on dev twice/);
  });
});
