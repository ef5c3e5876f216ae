import {
  encodeLock,
  ensureCommitStatus,
  findStatus,
  LOCK_FILE,
  readStatusesAbout,
  type ResolvedTarget,
  verificationContext,
} from "@gitops/github-reporter";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import {
  batchOf,
  BOT,
  CODE,
  fluxEvent,
  lockOf,
  MANIFESTS,
  recordDispatches,
  reporterOf,
  type Shop,
  startShop,
  statesOf,
} from "./reporter-shop.ts";

/** The cluster of a wave has its name. */
function partOf(part: string): ResolvedTarget {
  return {
    repository: MANIFESTS,
    slot: `prod/cart@${part}`,
    environment: "prod",
    app: "cart",
    part,
    path: `envs/prod/${part}/cart`,
    target: part,
    targets: [part],
    next: [],
  };
}

describe("a reporter of two waves that carry one release", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop();
  });
  afterEach(() => closeGitHub(shop.github));

  /** Commits the lock of a wave; both speak of the same release of the same code commit. */
  const merge = (part: string): Promise<string> => {
    const { slot, path = "" } = partOf(part);
    const lock = { ...lockOf({ environment: "prod", source: shop.source }), slot };
    return shop.commit(`${path}/${LOCK_FILE}`, encodeLock(lock));
  };

  it("shows each with a verdict, a deployment and a dispatch of its own", async () => {
    const dispatched = recordDispatches(shop);
    const { reporter } = reporterOf(shop, { resolveTarget: (_, cluster) => partOf(cluster) });
    const canary = await merge("canary");
    await reporter.handle(batchOf("canary", fluxEvent("succeeded", canary, 1)));
    const main = await merge("main");
    await reporter.handle(batchOf("main", fluxEvent("failed", main, 2)));
    await reporter.handle(batchOf("canary", fluxEvent("succeeded", main, 3)));

    expect(await statesOf(shop.client, { repository: CODE, sha: shop.source })).toEqual({
      "gitops/prod/cart@canary": "success",
      "gitops/prod/cart@main": "failure",
    });
    expect(await statesOf(shop.client, { repository: MANIFESTS, sha: canary })).toEqual({
      "gitops/prod/cart@canary/canary": "success",
      "gitops/dispatch/prod/cart@canary/success": "success",
    });
    expect(await statesOf(shop.client, { repository: MANIFESTS, sha: main })).toEqual({
      "gitops/prod/cart@main/main": "failure",
    });

    await reporter.handle(batchOf("main", fluxEvent("succeeded", main, 4)));
    const ids = dispatched.map(({ clientPayload }) => clientPayload["id"]);
    expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
    const { data } = await shop.client.request("GET /repos/{owner}/{repo}/deployments", {
      owner: "acme",
      repo: "shop",
    });
    expect(data.map(({ environment, description }) => [environment, description])).toEqual([
      ["prod", "r-0123456789abcdef in prod/cart@main"],
      ["prod", "r-0123456789abcdef in prod/cart@canary"],
    ]);
  });

  it("keeps a ledger for each dispatch when one commit brings both", async () => {
    const dispatched = recordDispatches(shop);
    const { head: sha = "" } = await shop.github.createRepository("acme/grouped", {
      files: Object.fromEntries(
        ["canary", "main"].map((part) => [
          `envs/prod/${part}/cart/${LOCK_FILE}`,
          encodeLock({ ...lockOf({ environment: "prod", source: shop.source }), slot: partOf(part).slot }),
        ]),
      ),
    });
    const { reporter } = reporterOf(shop, {
      resolveTarget: (_, cluster) => ({ ...partOf(cluster), repository: "acme/grouped" }),
    });
    for (const part of ["canary", "main", "canary"]) {
      await reporter.handle(batchOf(part, fluxEvent("succeeded", sha, 1)));
    }
    expect(dispatched).toHaveLength(2);
    expect(Object.keys(await statesOf(shop.client, { repository: "acme/grouped", sha })).sort()).toEqual([
      "gitops/dispatch/prod/cart@canary/success",
      "gitops/dispatch/prod/cart@main/success",
      "gitops/prod/cart@canary/canary",
      "gitops/prod/cart@main/main",
    ]);
  });

  it("shows a deployment in the GitHub environment that the slot names, and starts the workflow that it names", async () => {
    const dispatched = recordDispatches(shop);
    const { reporter } = reporterOf(shop, {
      resolveTarget: (_, cluster) => ({
        ...partOf(cluster),
        eventType: "shop.deployed",
        deployment: { environment: `prod-${cluster}`, production: true, transient: false },
      }),
    });
    await reporter.handle(batchOf("canary", fluxEvent("succeeded", await merge("canary"), 1)));
    expect(dispatched.map(({ eventType }) => eventType)).toEqual(["shop.deployed"]);
    const { data } = await shop.client.request("GET /repos/{owner}/{repo}/deployments", {
      owner: "acme",
      repo: "shop",
    });
    expect(data).toMatchObject([{ environment: "prod-canary", production_environment: true }]);
  });

  it("shows no deployment of a slot that wants none, also when it is superseded", async () => {
    const { reporter } = reporterOf(shop, {
      resolveTarget: (_, cluster) => ({ ...partOf(cluster), deployment: false }),
    });
    const first = await merge("canary");
    await reporter.handle(batchOf("canary", fluxEvent("progressing", first, 1)));
    const lock = lockOf({ environment: "prod", source: shop.source });
    const next = { ...lock, slot: "prod/cart@canary", release: { ...lock.release, id: "r-fedcba9876543210" } };
    const second = await shop.commit(`envs/prod/canary/cart/${LOCK_FILE}`, encodeLock(next));
    await reporter.handle(batchOf("canary", fluxEvent("succeeded", second, 2)));
    const { data } = await shop.client.request("GET /repos/{owner}/{repo}/deployments", {
      owner: "acme",
      repo: "shop",
    });
    expect(data).toEqual([]);
  });

  it("tells verifications of both on one code commit apart, whichever was written last", async () => {
    const source = { repository: CODE, sha: shop.source };
    const context = verificationContext(partOf("canary"), "smoke");
    const by = { creators: [BOT] };
    const say = async (id: string, state: "success" | "failure", at: string): Promise<void> => {
      const status = { ...source, context, state, text: "smoke", at, id };
      (await ensureCommitStatus(shop.client, status, { ...by, meaning: "record" }))._unsafeUnwrap();
    };
    await say("of-canary", "failure", "2026-03-02T10:00:00Z");
    await say("of-canary", "success", "2026-03-02T10:05:00Z");
    await say("of-main", "failure", "2026-03-02T10:03:00Z");

    const stateOf = async (id: string): Promise<string | undefined> =>
      findStatus((await readStatusesAbout(shop.client, source, id, by))._unsafeUnwrap(), context)?.state;
    expect([await stateOf("of-canary"), await stateOf("of-main"), await stateOf("of-nobody")]).toEqual([
      "success",
      "failure",
      undefined,
    ]);
  });
});
