import { describe, expect, it } from "vitest";

import { parseMessage, type ParsedMessage } from "./parse-message.ts";

const expectParsed = (message: string, parsed: ParsedMessage) => {
  expect(parseMessage(message)).toEqual(parsed);
};

describe("the message of Helm", () => {
  it("names release, chart, text and the tail of the log", () => {
    expectParsed(
      "Helm upgrade failed for release shop/redis with chart redis@20.6.2: context deadline exceeded\n\nLast Helm logs:\n\n2026-11-22T21:52:29.4Z: waiting\n2026-11-22T21:52:30Z: gave up (3 duplicate lines omitted)",
      {
        code: "helm-action",
        action: "upgrade",
        result: "failed",
        isRemediation: false,
        release: { namespace: "shop", name: "redis" },
        chart: { name: "redis", version: "20.6.2" },
        detail: "context deadline exceeded",
        logs: ["2026-11-22T21:52:29.4Z: waiting", "2026-11-22T21:52:30Z: gave up (3 duplicate lines omitted)"],
      },
    );
  });

  it.each<[string, Partial<ParsedMessage>]>([
    [
      "Helm install succeeded for release shop/redis.v1 with chart redis@20.6.1",
      { action: "install", result: "succeeded" },
    ],
    [
      "Helm test succeeded for release shop/my.v2.v3 with chart redis@6.5.1+0f1e2d3c4b5a: 3 test hooks completed successfully",
      {
        action: "test",
        release: { namespace: "shop", name: "my.v2", version: 3 },
        chart: { name: "redis", version: "6.5.1+0f1e2d3c4b5a" },
        detail: "3 test hooks completed successfully",
      },
    ],
    [
      "Helm uninstall succeeded for release shop/redis.v1 with chart redis@1.0.0",
      { action: "uninstall", isRemediation: false },
    ],
    [
      "Helm rollback to previous release shop/redis.v2 with chart redis@20.6.1 succeeded",
      {
        action: "rollback",
        result: "succeeded",
        isRemediation: true,
        release: { namespace: "shop", name: "redis", version: 2 },
      },
    ],
    [
      "Helm rollback to previous release shop/redis.v2 with chart redis@20.6.1 failed: no",
      { action: "rollback", result: "failed", detail: "no" },
    ],
    [
      "Helm uninstall remediation for release shop/redis.v1 with chart redis@20.6.1 succeeded",
      { action: "uninstall", isRemediation: true },
    ],
    [
      "Unlocked Helm release shop/redis.v3 with chart redis@20.6.2 in pending-upgrade state",
      { action: "unlock", result: "succeeded", release: { namespace: "shop", name: "redis", version: 3 } },
    ],
    [
      "Unlock of Helm release shop/redis.v3 with chart redis@20.6.2 in pending-upgrade state failed: no",
      { action: "unlock", result: "failed", detail: "no" },
    ],
    ["Helm install has started", { action: "install", result: "started" }],
    ["Helm rollback succeeded", { action: "rollback", isRemediation: true }],
    ["Helm upgrade failed: no\n\nLast Helm logs:\n\na\nb", { action: "upgrade", detail: "no", logs: ["a", "b"] }],
  ])("is read in the words of every version: %j", (message, expected) => {
    expect(parseMessage(message)).toMatchObject({ code: "helm-action", ...expected });
  });

  it.each([
    ["Cluster state of release shop/redis.v2 has drifted from the desired state:", "detected"],
    ["Cluster state of release shop/redis.v2 has been corrected:", "corrected"],
  ] as const)("names what drifted: %j", (head, state) => {
    const lines =
      "Deployment/shop/redis changed (0 additions, 1 changes, 0 removals)\nConfigMap/shop/redis removed\nno idea\nService/shop/redis configured";

    expectParsed(`${head}\n${lines}`, {
      code: "drift",
      state,
      release: { namespace: "shop", name: "redis", version: 2 },
      objects: [
        { kind: "Deployment", namespace: "shop", name: "redis", change: "changed" },
        { kind: "ConfigMap", namespace: "shop", name: "redis", change: "removed" },
        { kind: "Service", namespace: "shop", name: "redis", change: "configured" },
      ],
    });
  });

  it("tells why a correction failed apart from what was corrected", () => {
    const release = { namespace: "shop", name: "redis", version: 2 };

    expectParsed(
      "Failed to partially correct cluster state of release shop/redis.v2:\nService/shop/redis: denied\n\nSuccessful corrections:\nConfigMap/shop/redis created",
      {
        code: "drift",
        state: "correction-failed",
        release,
        objects: [{ kind: "ConfigMap", namespace: "shop", name: "redis", change: "created" }],
        detail: "Service/shop/redis: denied",
      },
    );
    expectParsed("Failed to correct cluster state of release shop/redis.v2:\ndenied", {
      code: "drift",
      state: "correction-failed",
      release,
      objects: [],
      detail: "denied",
    });
  });
});
