import { describe, expect, it } from "vitest";

import { parseMessage, type ParsedMessage } from "./parse-message.ts";

const expectParsed = (message: string, parsed: ParsedMessage) => {
  expect(parseMessage(message)).toEqual(parsed);
};

describe("the message of a finished reconciliation", () => {
  it.each([
    ["Reconciliation finished in 94.0083ms, next run in 30s", 94.0083, 30_000],
    ["Reconciliation finished in 1m3.5s, next run in 24h0m0s", 63_500, 86_400_000],
    ["Reconciliation finished in 850µs, next run in 10m0s", 0.85, 600_000],
    ["Reconciliation finished in 0s, next run in 1h30m0s", 0, 5_400_000],
  ])("tells how long it took and when the next is due: %j", (message, elapsedMs, nextRunInMs) => {
    expectParsed(message, { code: "finished", elapsedMs, nextRunInMs });
  });

  it("tells less in early versions and in flux-operator", () => {
    expectParsed("Update completed", { code: "finished" });
    expectParsed("Reconciliation finished in 2s", { code: "finished", elapsedMs: 2000 });
  });
});

describe("the message of a failed deletion", () => {
  it.each([
    ['delete failed, errors: Deployment/shop/old delete failed: admission webhook "deny" denied the request', 1],
    ["unable to prune objects: \nDeployment/shop/a\nService/shop/b", 2],
    ["delete failed, errors: Job/shop/a delete failed: held by Pod/shop/b; Job/shop/c delete failed: no", 2],
    ["pruning for deleted resource failed", 0],
    ["failed to wait for resources termination", 0],
  ])("names the objects: %j", (message, count) => {
    const parsed = parseMessage(message);

    expect(parsed.code).toBe("prune-failed");
    expect(parsed.code === "prune-failed" && parsed.objects).toHaveLength(count);
  });
});

describe("the message of a path that is not there", () => {
  it("names it without the temporary folder", () => {
    expectParsed(
      "kustomization path not found: stat /tmp/kustomization-644156964/clusters/my-app: no such file or directory",
      { code: "path-not-found", path: "clusters/my-app" },
    );
  });
});
