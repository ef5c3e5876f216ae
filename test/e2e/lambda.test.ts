import type { LaneItem, ReporterItem } from "@gitops/github-reporter";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import { sign } from "./connector-rig.ts";
import { createFifoQueue, type FifoQueue } from "./lambda-fifo.ts";
import { createReceiver, type HttpEvent, sqsLane } from "./lambda-receiver.ts";
import { createWorker } from "./lambda-worker.ts";
import {
  fluxEvent,
  type FluxSays,
  MANIFESTS,
  quickClock,
  reporterOf,
  type Shop,
  startShop,
  statesOf,
  writesOf,
} from "./reporter-shop.ts";

/** That of a queue which nobody configured. */
const VISIBILITY_TIMEOUT_MS = 30_000;
const CLUSTERS = ["dev", "stage-eu", "stage-us"];

let shop: Shop;
let queue: FifoQueue;
let receive: ReturnType<typeof createReceiver>;
let work: ReturnType<typeof createWorker>;
let buried: string[];
let passedMs: number;

beforeEach(async () => {
  shop = await startShop();
  queue = createFifoQueue();
  buried = [];
  passedMs = 0;
  const clock = { ...quickClock, now: () => Date.now() + passedMs };
  const lane = sqsLane((message) => queue.send(message));
  const secrets = new Map(CLUSTERS.map((cluster) => [cluster, [`secret-of-${cluster}`]]));
  receive = createReceiver({ secrets, reporter: reporterOf(shop, { lane, clock }).reporter });
  work = createWorker({
    // A function of its own, which knows nothing of the receiver.
    reporter: reporterOf(shop, { lane, clock }).reporter,
    bury: ({ id }: LaneItem<ReporterItem>, why) => Promise.resolve(buried.push(`${id.slice(0, 3)} ${why}`)),
  });
});
afterEach(() => closeGitHub(shop.github));

const context = { getRemainingTimeInMillis: () => 25_000 };

function request(cluster: string, body: string, secret = `secret-of-${cluster}`): HttpEvent {
  return { headers: { "x-signature": sign(body, secret) }, pathParameters: { cluster }, body, isBase64Encoded: false };
}

async function post(cluster: string, says: FluxSays, second: number, revision = shop.introduced): Promise<number> {
  return (await receive(request(cluster, JSON.stringify(fluxEvent(says, revision, second))))).statusCode;
}

/** Lets the event source mapping run until the queue is empty. */
async function drain(consume: typeof work = work): Promise<number> {
  let rounds = 0;
  while (queue.size() > 0 && rounds < 10) {
    await queue.deliver((event) => consume(event, context));
    queue.passTime();
    passedMs += VISIBILITY_TIMEOUT_MS;
    rounds += 1;
  }
  return rounds;
}

async function states(): Promise<Readonly<Record<string, string>>> {
  return statesOf(shop.client, { repository: MANIFESTS, sha: shop.introduced });
}

/** Writes that happened more than once. */
function repeated(): readonly string[] {
  const writes = writesOf(shop.github).filter((write) => write.startsWith("POST statuses"));
  return writes.filter((write, index) => writes.indexOf(write) !== index);
}

describe("the Lambda receiver", () => {
  it("answers 202 to a signed event, and stores its repetition once", async () => {
    expect([await post("dev", "succeeded", 0), await post("dev", "succeeded", 0)]).toEqual([202, 202]);
    expect(queue.size()).toBe(1);
  });

  it("takes a body in base64, as API Gateway sends what it takes for binary", async () => {
    const plain = request("dev", JSON.stringify(fluxEvent("succeeded", shop.introduced, 0)));
    const body = Buffer.from(plain.body ?? "").toString("base64");
    expect(await receive({ ...plain, body, isBase64Encoded: true })).toMatchObject({ statusCode: 202 });
  });

  it("refuses what is not signed for its cluster, and what is no event", async () => {
    expect(await receive(request("dev", "{}", "guess"))).toMatchObject({ statusCode: 401 });
    expect(await receive(request("lab", "{}"))).toMatchObject({ statusCode: 401 });
    expect(await receive(request("dev", "{"))).toMatchObject({ statusCode: 400 });
    expect(queue.size()).toBe(0);
  });

  it("answers 503 when the queue takes nothing", async () => {
    const lane = sqsLane(() => Promise.reject(new Error("throttled")));
    const { reporter } = reporterOf(shop, { lane });
    const broken = createReceiver({ secrets: new Map([["dev", ["secret-of-dev"]]]), reporter });
    const answer = await broken(request("dev", JSON.stringify(fluxEvent("succeeded", shop.introduced, 0))));
    expect(answer).toMatchObject({ statusCode: 503, headers: { "retry-after": "2" } });
  });
});

describe("the Lambda worker", () => {
  it("reports every target of a slot, and dispatches once", async () => {
    for (const cluster of CLUSTERS) await post(cluster, "progressing", 0);
    for (const cluster of CLUSTERS) await post(cluster, "succeeded", 5);
    expect(await drain()).toBe(1);
    expect(await states()).toMatchObject({
      "gitops/dev/cart/dev": "success",
      "gitops/stage/cart/stage-eu": "success",
      "gitops/stage/cart/stage-us": "success",
      "gitops/stage/cart": "success",
    });
    expect(writesOf(shop.github).filter((write) => write.startsWith("POST dispatches"))).toHaveLength(2);
  });

  it("has only those messages again whose slot could not be reported", async () => {
    await post("dev", "succeeded", 0);
    await post("stage-eu", "succeeded", 0);
    shop.github.faults.add({ fault: "bad-gateway", when: "before", method: "POST", times: 1 });
    await queue.deliver((event) => work(event, context));
    expect(queue.size()).toBe(1);
    queue.passTime();
    await drain();
    expect(await states()).toMatchObject({ "gitops/dev/cart/dev": "success", "gitops/stage/cart/stage-eu": "success" });
    expect(repeated()).toEqual([]);
  });

  it("writes nothing twice when it dies after its work, and gets everything again", async () => {
    for (const cluster of CLUSTERS) await post(cluster, "succeeded", 0);
    await queue.deliver(async (event) => {
      await work(event, context);
      throw new Error("the function ran out of memory");
    });
    expect(queue.size()).toBe(3);
    const before = writesOf(shop.github).length;
    queue.passTime();
    await drain();
    expect(writesOf(shop.github)).toHaveLength(before);
    expect(queue.size()).toBe(0);
  });

  it("leaves a slot to the call that works on it", async () => {
    await post("stage-eu", "succeeded", 0);
    await queue.deliver(async (event) => {
      await post("stage-us", "succeeded", 0);
      // A second call at the same time gets nothing of the slot.
      expect(await queue.deliver((other) => work(other, context))).toBe(0);
      return work(event, context);
    });
    queue.passTime();
    await drain();
    expect(await states()).toMatchObject({ "gitops/stage/cart": "success" });
  });

  it("buries what no attempt can help, and goes on", async () => {
    await post("dev", "succeeded", 0, "f".repeat(40));
    await post("stage-eu", "failed", 0);
    await drain();
    expect(queue.size()).toBe(0);
    expect(buried).toEqual([expect.stringMatching(/^dev .*/)]);
    expect(await states()).toMatchObject({ "gitops/stage/cart/stage-eu": "failure" });
  });
});
