import { describe, expect, it } from "vitest";

import { parseMessage, type ParsedMessage } from "./parse-message.ts";

const expectParsed = (message: string, parsed: ParsedMessage) => {
  expect(parseMessage(message)).toEqual(parsed);
};

describe("the message of a health check", () => {
  it("names the objects, sorted, whose details hold commas, brackets and line breaks", () => {
    const detail =
      "timeout waiting for: [HelmRelease/shop/redis status: 'Failed': " +
      "install retries exhausted, [2 errors]\nsee 'logs', Deployment/shop/cart status: 'InProgress', " +
      "can't determine status for Certificate/shop/tls, Namespace/shop status: 'Terminating']";

    expectParsed(`health check failed after 5m0.011270958s: ${detail}`, {
      code: "health-check-failed",
      elapsedMs: 300_011.270958,
      cause: "timeout",
      objects: [
        { kind: "Certificate", namespace: "shop", name: "tls" },
        { kind: "Deployment", namespace: "shop", name: "cart", status: "InProgress" },
        {
          kind: "HelmRelease",
          namespace: "shop",
          name: "redis",
          status: "Failed",
          detail: "install retries exhausted, [2 errors]\nsee 'logs'",
        },
        { kind: "Namespace", name: "shop", status: "Terminating" },
      ],
      detail,
    });
  });

  it.each([
    ["health check failed after 1.5s: timeout waiting for: [Job/shop/migrate status: 'InProgress']", "timeout", 1],
    ["Health check failed after 2m0s, timeout waiting for: [Job/shop/migrate status: 'InProgress']", "timeout", 1],
    [
      "health check failed after 33ms: failed early due to stalled resources: [Job/shop/a status: 'Failed']",
      "stalled",
      1,
    ],
    ["health check failed after 5m0s: context deadline exceeded", "timeout", 0],
    ["health check failed after 12.4s: context canceled", "canceled", 0],
    ["health check failed after 850µs: no matches for kind Canary", "other", 0],
    ["Health check timed out for [Job 'shop/migrate', Deployment 'shop/cart']", "timeout", 2],
    ["Health check failed for [Job 'shop/migrate' (status 'Unknown'): no, it's gone]", "other", 1],
  ])("that failed tells why: %j", (message, cause, objects) => {
    const parsed = parseMessage(message);

    expect(parsed).toMatchObject({ code: "health-check-failed", cause });
    expect(parsed.code === "health-check-failed" && parsed.objects.length).toBe(objects);
  });

  it("that failed before Flux 0.15 names the objects in its own way", () => {
    expect(
      parseMessage("Health check failed for [Job 'shop/a' (status 'Unknown'): no, it's gone, Node 'n1']"),
    ).toMatchObject({
      objects: [
        { kind: "Job", namespace: "shop", name: "a", status: "Unknown", detail: "no, it's gone" },
        { kind: "Node", name: "n1" },
      ],
    });
  });

  it("that passed tells how long it took, since Flux 0.15", () => {
    expectParsed("Health check passed in 18.034221341s", { code: "health-check-passed", elapsedMs: 18_034.221341 });
    expectParsed("Health check passed", { code: "health-check-passed" });
  });

  it("that was given up tells for what", () => {
    expectParsed(
      "Health checks canceled due to new reconciliation triggered by GitRepository/flux-system/flux-system",
      {
        code: "health-check-canceled",
        trigger: { kind: "GitRepository", namespace: "flux-system", name: "flux-system" },
      },
    );
    expectParsed("New revision detected during health check, cancelling", { code: "health-check-canceled" });
  });
});
