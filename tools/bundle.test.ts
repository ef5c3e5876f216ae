import { describe, expect, it } from "vitest";

import { bundleSize, USES } from "../bench/flux-events/bundles.ts";

describe("a bundle of @gitops/flux-events", { timeout: 30_000 }, () => {
  it("of a receiver has at most 6 kB with neverthrow, so that a function starts at once", async () => {
    expect((await bundleSize(USES["a receiver"] ?? "")).bytes).toBeLessThanOrEqual(6_000);
  });

  it("needs nothing but Node's cryptography", async () => {
    expect((await bundleSize("*")).imports).toEqual(["node:crypto"]);
  });
});
