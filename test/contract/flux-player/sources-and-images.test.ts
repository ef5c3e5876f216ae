import { foldOutcomes, type KnownReasons } from "@gitops/flux-events";
import type { FailureReasons } from "@gitops/testing";
import { describe, expect, expectTypeOf, it } from "vitest";

import { expectReadable, play } from "./play.ts";

const SHA256 = `sha256:${"5b".repeat(32)}`;

describe("what the player says of sources and images", () => {
  it("never means that anything runs", async () => {
    const events = await play({
      cluster: {},
      act: async ({ player, finish }) => {
        const dev = player.cluster("dev");
        const reports: Parameters<typeof dev.report>[0][] = [
          { code: "bucket-stored", name: "shop", bucket: "shop", files: 12, revision: SHA256 },
          {
            code: "helm-repository-stored",
            name: "charts",
            url: "https://charts.example.com",
            size: 31_621,
            revision: SHA256,
          },
          { code: "chart-pulled", name: "redis", chart: "redis", version: "20.6.1" },
          { code: "chart-packaged", name: "cart", chart: "cart", version: "1.0.0", valuesFiles: ["a.yaml"] },
          { code: "external-artifacts-reconciled", name: "shop", artifacts: [{ name: "shop/cart", digest: SHA256 }] },
          { code: "image-repository-scanned", name: "cart", tags: 211, checksum: "2837465102" },
          { code: "image-policy-resolved", name: "cart", image: "ghcr.io/acme/cart", tag: "1.0.0", digest: SHA256 },
          { code: "image-policy-resolved", name: "cart", image: "ghcr.io/acme/cart", tag: "1.1.0", digest: SHA256 },
          { code: "image-update-pushed", name: "shop", sha: "0c".repeat(20), branch: "main", message: "Update" },
          { code: "failed", kind: "ImagePolicy", name: "cart", reason: "DependencyNotReady", message: "no tags" },
          {
            code: "failed",
            kind: "GitRepository",
            name: "shop",
            reason: "GitOperationFailed",
            message: "failed to download it",
          },
          {
            code: "failed",
            kind: "HelmChart",
            name: "redis",
            reason: "ChartPullError",
            message: "failed to download it",
          },
          {
            code: "failed",
            kind: "ImageUpdateAutomation",
            name: "shop",
            reason: "UpdateFailed",
            message: "failed to download it",
          },
          { code: "image-update-up-to-date", name: "shop" },
        ];
        for (const report of reports) await finish(dev.report(report));
      },
    });

    expect(events).toHaveLength(14);
    expect(events.every((event) => foldOutcomes([event]).phase === "neutral")).toBe(true);
    expectReadable(events);
  });

  it("has no reasons that the reader does not know", () => {
    expectTypeOf<FailureReasons>().toExtend<Pick<KnownReasons, keyof FailureReasons>>();
  });
});
