import { describe, expect, it } from "vitest";

import { parseHealthFailure } from "./health-failure.ts";

describe("parseHealthFailure", () => {
  it("names the objects, sorted, whose details hold commas and brackets", () => {
    const message =
      "health check failed after 5m0.011270958s: timeout waiting for: [HelmRelease/shop/redis status: 'Failed': " +
      "install retries exhausted, [2 errors], see logs, Deployment/shop/cart status: 'InProgress', " +
      "can't determine status for Certificate/shop/tls, Namespace/shop status: 'Terminating']";

    expect(parseHealthFailure(message)).toEqual({
      elapsed: "5m0.011270958s",
      cause: "timeout",
      objects: [
        { kind: "Certificate", namespace: "shop", name: "tls" },
        { kind: "Deployment", namespace: "shop", name: "cart", status: "InProgress" },
        {
          kind: "HelmRelease",
          namespace: "shop",
          name: "redis",
          status: "Failed",
          detail: "install retries exhausted, [2 errors], see logs",
        },
        { kind: "Namespace", name: "shop", status: "Terminating" },
      ],
    });
  });

  it.each([
    ["health check failed after 1.5s: timeout waiting for: [Job/shop/migrate status: 'InProgress']", "timeout"],
    ["Health check failed after 2m0s, timeout waiting for: [Job/shop/migrate status: 'InProgress']", "timeout"],
    [
      "health check failed after 33ms: failed early due to stalled resources: [Job/shop/migrate status: 'Failed']",
      "stalled",
    ],
    ["health check failed after 5m0s: context deadline exceeded", "timeout"],
    ["health check failed after 12.4s: context canceled", "canceled"],
    ["health check failed after 850µs: no matches for kind Canary", "other"],
  ])("reads the cause of %j: %s", (message, cause) => {
    expect(parseHealthFailure(message)?.cause).toBe(cause);
  });

  it.each(["", "Health check passed in 1s", "kustomize build failed: health check failed after 1s: no"])(
    "does not read %j",
    (message) => {
      expect(parseHealthFailure(message)).toBeUndefined();
    },
  );
});
