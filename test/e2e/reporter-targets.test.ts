import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import {
  batchOf,
  clientOf,
  fluxEvent,
  MANIFESTS,
  reporterOf,
  resolveShop,
  type Shop,
  startShop,
  statesOf,
  writesOf,
} from "./reporter-shop.ts";

describe("a reporter of a slot with several targets", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop();
  });
  afterEach(() => closeGitHub(shop.github));

  const onManifests = (sha = shop.introduced): Promise<Readonly<Record<string, string>>> =>
    statesOf(shop.client, { repository: MANIFESTS, sha });

  it("waits for all of them with the roll-up, the verdict and the dispatch", async () => {
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("stage-eu", fluxEvent("succeeded", shop.introduced, 1)));
    expect(await onManifests()).toEqual({ "gitops/stage/cart/stage-eu": "success", "gitops/stage/cart": "pending" });

    await reporter.handle(batchOf("stage-us", fluxEvent("succeeded", shop.introduced, 2)));
    expect(await onManifests()).toEqual({
      "gitops/stage/cart/stage-eu": "success",
      "gitops/stage/cart/stage-us": "success",
      "gitops/stage/cart": "success",
      "gitops/dispatch/stage/cart/success": "success",
    });
    expect(writesOf(shop.github).filter((write) => write.includes(" gitops/stage/cart "))).toEqual([
      "POST statuses/{sha} gitops/stage/cart pending",
      "POST statuses/{sha} gitops/stage/cart success",
      "POST statuses/{sha} gitops/stage/cart success",
    ]);
  });

  it("fails with the first target that fails, and recovers with it whatever the times of the others", async () => {
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("stage-eu", fluxEvent("failed", shop.introduced, 10)));
    await reporter.handle(batchOf("stage-us", fluxEvent("succeeded", shop.introduced, 30)));
    expect(await onManifests()).toMatchObject({ "gitops/stage/cart": "failure" });
    await reporter.handle(batchOf("stage-eu", fluxEvent("succeeded", shop.introduced, 20)));
    expect(await onManifests()).toMatchObject({ "gitops/stage/cart": "success" });
  });

  it("repeats the roll-up on the revision that was reported first, and on no later one", async () => {
    const first = await shop.commit("README.md", "one\n");
    const second = await shop.commit("README.md", "two\n");
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("stage-eu", fluxEvent("succeeded", first, 1)));
    expect(await onManifests(first)).toEqual({ "gitops/stage/cart": "pending" });
    await reporter.handle(batchOf("stage-us", fluxEvent("succeeded", second, 2)));
    expect(await onManifests(first)).toEqual({ "gitops/stage/cart": "success" });
    expect(await onManifests(second)).toEqual({});
    expect(await onManifests()).toMatchObject({ "gitops/stage/cart": "success" });
  });

  it("does not believe a status that somebody else wrote", async () => {
    await clientOf(shop.github, "mallory-token").request("POST /repos/{owner}/{repo}/statuses/{sha}", {
      owner: "acme",
      repo: "shop-manifests",
      sha: shop.introduced,
      context: "gitops/stage/cart/stage-us",
      state: "success",
      description: "Trust me · 2026-03-02T10:00:00Z r-0123456789abcdef",
    });
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("stage-eu", fluxEvent("succeeded", shop.introduced, 1)));
    expect(await onManifests()).toMatchObject({ "gitops/stage/cart": "pending" });
  });

  it("succeeds with as many targets as it needs, at one revision", async () => {
    const { reporter } = reporterOf(shop, {
      resolveTarget: (event, cluster) => {
        const resolved = resolveShop(event, cluster);
        return resolved && { ...resolved, need: 1 };
      },
    });
    await reporter.handle(batchOf("stage-eu", fluxEvent("failed", shop.introduced, 1)));
    expect(await onManifests()).toMatchObject({ "gitops/stage/cart": "pending" });
    await reporter.handle(batchOf("stage-us", fluxEvent("succeeded", shop.introduced, 2)));
    expect(await onManifests()).toMatchObject({
      "gitops/stage/cart": "success",
      "gitops/dispatch/stage/cart/success": "success",
    });
  });
});
