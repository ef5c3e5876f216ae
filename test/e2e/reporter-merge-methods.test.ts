import { encodeLock, findIntroducingCommit, LOCK_FILE } from "@gitops/github-reporter";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import { batchOf, fluxEvent, lockOf, MANIFESTS, reporterOf, type Shop, startShop, statesOf } from "./reporter-shop.ts";

const REPOSITORY = { owner: "acme", repo: "shop-manifests" };
const PATH = "envs/dev/cart";

interface Merged {
  /** Commit of the pull request. */
  readonly head: string;
  /** Tip of main after the merge. */
  readonly merged: string;
}

describe("a pull request that brings a release", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop();
  });
  afterEach(() => closeGitHub(shop.github));

  it.each<["merge" | "squash" | "rebase", string, (of: Merged) => string]>([
    ["merge", "the commit of the pull request", ({ head }) => head],
    ["squash", "the squashed commit", ({ merged }) => merged],
    ["rebase", "the rebased commit", ({ merged }) => merged],
  ])("merged by %s: its evidence is on %s, whatever revision Flux reports", async (method, _where, introducedBy) => {
    const pull = await mergeRelease(method);
    const introduced = introducedBy(pull);
    const later = await shop.commit("README.md", "a commit that touches no slot\n");
    const { reporter } = reporterOf(shop);

    for (const revision of [pull.merged, later]) {
      const slot = { repository: MANIFESTS, path: PATH, revision };
      expect((await findIntroducingCommit(shop.client, slot))._unsafeUnwrap()).toBe(introduced);
    }

    await reporter.handle(batchOf("dev", fluxEvent("progressing", pull.merged, 1)));
    expect(await statesOn(introduced)).toEqual({ "gitops/dev/cart/dev": "pending" });

    // A newer revision with the same lock speaks of the same deployment.
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", later, 2)));
    expect(await statesOn(introduced)).toMatchObject({ "gitops/dev/cart/dev": "success" });

    for (const sha of [pull.head, pull.merged, later, shop.introduced].filter((other) => other !== introduced)) {
      expect(await statesOn(sha)).toEqual({});
    }
  });

  /** Merges a pull request with a new lock; main has moved on meanwhile, so that nothing is a fast-forward. */
  async function mergeRelease(method: "merge" | "squash" | "rebase"): Promise<Merged> {
    const { client } = shop;
    await client.request("POST /repos/{owner}/{repo}/git/refs", {
      ...REPOSITORY,
      ref: "refs/heads/release",
      sha: shop.introduced,
    });
    const lock = lockOf({ environment: "dev", source: shop.source });
    const release = { ...lock.release, id: "r-fedcba9876543210" };
    const written = await shop.commit(`${PATH}/${LOCK_FILE}`, encodeLock({ ...lock, release }), "release");
    await shop.commit("envs/dev/front/deployment.yaml", "kind: Deployment\n");

    const { data: pull } = await client.request("POST /repos/{owner}/{repo}/pulls", {
      ...REPOSITORY,
      title: "Release cart",
      head: "release",
      base: "main",
    });
    const { data: merge } = await client.request("PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", {
      ...REPOSITORY,
      pull_number: pull.number,
      merge_method: method,
    });
    return { head: written, merged: merge.sha };
  }

  const statesOn = (sha: string): ReturnType<typeof statesOf> => statesOf(shop.client, { repository: MANIFESTS, sha });
});
