import { describe, expect, it } from "vitest";

import { bundle, USES } from "../bench/flux-events/bundles.ts";

describe("a bundle of @gitops/flux-events", { timeout: 30_000 }, () => {
  it("of a receiver has at most 6 kB with neverthrow, so that a function starts at once", async () => {
    expect((await bundle(USES["a receiver"] ?? "")).bytes).toBeLessThanOrEqual(6_000);
  });

  it("of a program that only decides has no texts for people", async () => {
    const { inputs } = await bundle(USES["receive, then fold"] ?? "");

    expect(inputs.filter((file) => file.includes("/outcome/"))).not.toEqual([]);
    expect(inputs.filter((file) => file.includes("/explain/"))).toEqual([]);
  });

  it("needs nothing but Node's cryptography", async () => {
    expect((await bundle("*")).imports).toEqual(["node:crypto"]);
  });
});
