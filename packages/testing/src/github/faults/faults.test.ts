import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type TestBed } from "../test-bed.ts";
import { createFaultPlan } from "./fault-plan.ts";

const POST_STATUS = "POST /repos/{owner}/{repo}/statuses/{sha}";

describe("faults", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed();
  });
  afterEach(async () => {
    await bed.close();
  });

  async function post(context: string): Promise<number> {
    return (await bed.call(`POST /statuses/${bed.head}`, { state: "success", context })).status;
  }

  async function contexts(): Promise<readonly string[]> {
    const { body } = await bed.call<readonly { context: string }[]>(`GET /commits/${bed.head}/statuses`);
    return body.map(({ context }) => context);
  }

  it("answer 502 before anything happened, once", async () => {
    bed.github.faults.add({ fault: "bad-gateway", when: "before", route: POST_STATUS });

    expect([await post("a"), await post("a")]).toEqual([502, 201]);
    expect(await contexts()).toEqual(["a"]);
  });

  it("answer 502 after it happened, and the log shows what was done", async () => {
    bed.github.faults.add({ fault: "bad-gateway", when: "after", route: POST_STATUS });

    expect(await post("a")).toBe(502);
    expect(await contexts()).toEqual(["a"]);
    expect(bed.github.calls[0]).toMatchObject({ status: 201, fault: "bad-gateway", responseBody: { context: "a" } });
  });

  it.each([
    ["before", []],
    ["after", ["a"]],
  ] as const)("break the connection %s it happened", async (when, kept) => {
    bed.github.faults.add({ fault: "connection-reset", when, method: "POST" });

    await expect(post("a")).rejects.toThrow("fetch failed");
    expect(await contexts()).toEqual(kept);
  });

  it.each([
    [{}, 403, "60"],
    [{ status: 429, retryAfter: 7 }, 429, "7"],
  ] as const)("refuse by the secondary rate limit %j", async (options, status, retryAfter) => {
    bed.github.faults.add({ fault: "secondary-rate-limit", route: POST_STATUS, ...options });
    const refused = await bed.call(`POST /statuses/${bed.head}`, { state: "success" });

    expect(refused.status).toBe(status);
    expect(refused.headers.get("retry-after")).toBe(retryAfter);
    expect(refused.body.message).toContain("secondary rate limit");
    expect(await contexts()).toEqual([]);
  });

  it("delay a call", async () => {
    bed.github.faults.add({ fault: "latency", milliseconds: 80, method: "GET" });
    const start = performance.now();
    await contexts();

    expect(performance.now() - start).toBeGreaterThanOrEqual(79);
  });

  it("let readers see the state before a write for a while", async () => {
    const lagging = (): void => void bed.github.faults.add({ fault: "read-lag", milliseconds: 150, method: "POST" });
    lagging();
    await post("a");
    await post("b");
    expect(await contexts()).toEqual([]);
    expect((await bed.call(`POST /statuses/${bed.head}`, { state: "success" })).status).toBe(201);
    await new Promise((resolve) => setTimeout(resolve, 170));
    expect(await contexts()).toEqual(["default", "b", "a"]);
  });

  it("let readers see references before a write for a while, while writers see them as they are", async () => {
    const next = await bed.branch("next", { x: "1" });
    bed.github.faults.add({ fault: "read-lag", milliseconds: 60_000, method: "PATCH" });
    await bed.call("PATCH /git/refs/heads/main", { sha: next });
    const seen = await bed.call<{ object: { sha: string } }>("GET /git/ref/heads/main");
    const again = await bed.call("PATCH /git/refs/heads/main", { sha: bed.head });

    expect(seen.body.object.sha).toBe(bed.head);
    expect(again.status).toBe(422);
  });

  it("may meet on one call", async () => {
    bed.github.faults.add({ fault: "read-lag", milliseconds: 60_000, route: POST_STATUS });
    bed.github.faults.add({ fault: "bad-gateway", when: "after", route: POST_STATUS });
    await post("a");

    expect(bed.github.calls[0]?.fault).toBe("read-lag, bad-gateway");
    expect(await contexts()).toEqual([]);
  });

  it("do not play after they were removed or cleared", async () => {
    const remove = bed.github.faults.add({ fault: "bad-gateway", when: "before" });
    remove();
    bed.github.faults.add({ fault: "bad-gateway", when: "before" });
    bed.github.faults.clear();

    expect(await post("a")).toBe(201);
  });
});

describe("fault plan", () => {
  function played(count: number, add: Parameters<ReturnType<typeof createFaultPlan>["add"]>[0]): readonly number[] {
    const plan = createFaultPlan();
    plan.add(add);
    return Array.from({ length: count }, (_, index) => index + 1).filter(
      () => plan.take({ method: "GET", route: "GET /user" }).length > 0,
    );
  }

  it("plays on the nth matching call, as often as asked", () => {
    expect(played(6, { fault: "latency", milliseconds: 0 })).toEqual([1]);
    expect(played(6, { fault: "latency", milliseconds: 0, nth: 3, times: 2 })).toEqual([3, 4]);
    expect(played(3, { fault: "latency", milliseconds: 0, times: Infinity })).toEqual([1, 2, 3]);
  });

  it("matches by method and operation", () => {
    expect(played(1, { fault: "latency", milliseconds: 0, method: "POST" })).toEqual([]);
    expect(played(1, { fault: "latency", milliseconds: 0, route: "GET /rate_limit" })).toEqual([]);
    expect(played(1, { fault: "latency", milliseconds: 0, method: "GET", route: "GET /user" })).toEqual([1]);
  });

  it("repeats a chance with the same seed", () => {
    const fault = { fault: "latency", milliseconds: 0, probability: 0.3, times: Infinity } as const;
    const once = played(1000, { ...fault, seed: 7 });

    expect(played(1000, { ...fault, seed: 7 })).toEqual(once);
    expect(played(1000, { ...fault, seed: 8 })).not.toEqual(once);
    expect(once.length).toBeGreaterThan(240);
    expect(once.length).toBeLessThan(360);
  });
});
