import {
  encodeLock,
  ensureCommitStatus,
  findIntroducingCommit,
  LOCK_FILE,
  readLock,
  readStatuses,
} from "@gitops/github-reporter";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";

import {
  batchOf,
  BOT,
  clientOf,
  CODE,
  fluxEvent,
  lockOf,
  MANIFESTS,
  reporterOf,
  type Shop,
  startShop,
} from "./reporter-shop.ts";

describe("evidence on GitHub", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await startShop();
  });
  afterAll(() => closeGitHub(shop.github));

  const slot = (revision: string, path = "envs/dev/cart"): Parameters<typeof readLock>[1] => ({
    repository: MANIFESTS,
    path,
    revision,
  });

  it("reads the lock of a slot as it was at a revision, and the commit that introduced it", async () => {
    const old = lockOf({ environment: "dev", source: shop.source });
    const changed = await shop.commit(`envs/dev/cart/${LOCK_FILE}`, encodeLock({ ...old, reason: "rollback" }));
    const later = await shop.commit("README.md", "later\n");

    expect((await readLock(shop.client, slot(shop.introduced)))._unsafeUnwrap()).toEqual(old);
    expect((await readLock(shop.client, slot(later)))._unsafeUnwrap()?.reason).toBe("rollback");
    expect((await findIntroducingCommit(shop.client, slot(shop.introduced)))._unsafeUnwrap()).toBe(shop.introduced);
    expect((await findIntroducingCommit(shop.client, slot(later)))._unsafeUnwrap()).toBe(changed);
  });

  it("reads a lock above one megabyte", async () => {
    const lock = lockOf({ environment: "dev", source: shop.source });
    const files = Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`objects/${i}.yaml`, lock.content]));
    const sha = await shop.commit(`envs/big/cart/${LOCK_FILE}`, encodeLock({ ...lock, files }));
    const read = (await readLock(shop.client, slot(sha, "envs/big/cart")))._unsafeUnwrap();
    expect(Object.keys(read?.files ?? {})).toHaveLength(12_000);
  });

  it("finds nothing in a folder without a lock, and tells that from a repository that is not there", async () => {
    const nowhere = slot("main", "envs/dev/front");
    expect((await readLock(shop.client, nowhere))._unsafeUnwrap()).toBeUndefined();
    expect((await findIntroducingCommit(shop.client, nowhere))._unsafeUnwrap()).toBeUndefined();
    const missing = await findIntroducingCommit(shop.client, { ...nowhere, repository: "acme/gone" });
    expect(missing._unsafeUnwrapErr()).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 404 });
  });

  it("reads the newest status of each context, beyond the first page and whatever the case", async () => {
    const commit = { repository: CODE, sha: shop.source };
    const post = (context: string, state: "success" | "failure"): Promise<unknown> =>
      shop.client.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
        owner: "acme",
        repo: "shop",
        sha: shop.source,
        context,
        state,
      });
    await post("gitops/dev/cart", "failure");
    for (let i = 0; i < 110; i++) await post(`other/${i}`, "success");
    await post("GitOps/Dev/front", "failure");
    await post("gitops/dev/front", "success");

    const statuses = (await readStatuses(shop.client, commit, { creators: [BOT.toUpperCase()] }))._unsafeUnwrap();
    const states = Object.fromEntries(statuses.map(({ context, state }) => [context.toLowerCase(), state]));
    expect(states).toMatchObject({ "gitops/dev/cart": "failure", "gitops/dev/front": "success" });
    expect(statuses).toHaveLength(112);
    const others = (await readStatuses(shop.client, commit, { creators: ["mallory"] }))._unsafeUnwrap();
    expect(others).toEqual([]);
  });

  it("ensures a status: writes it once, and leaves a newer one alone", async () => {
    const status = {
      repository: MANIFESTS,
      sha: shop.introduced,
      context: "gitops/verify/dev/cart/smoke",
      state: "success",
      text: "12 tests passed",
      at: "2026-03-02T10:00:00Z",
      id: "d-1",
    } as const;
    const options = { creators: [BOT] };
    const ensure = async (change: object): Promise<string> =>
      (await ensureCommitStatus(shop.client, { ...status, ...change }, options))._unsafeUnwrap().code;

    expect(await ensure({})).toBe("written");
    expect(await ensure({ at: "2026-03-02T11:00:00Z" })).toBe("equal");
    expect(await ensure({ state: "failure", at: "2026-03-02T09:00:00Z" })).toBe("outdated");
    expect(await ensure({ state: "failure", at: "2026-03-02T12:00:00Z" })).toBe("written");
  });

  it("refuses to count on a login that is not declared", async () => {
    const mallory = clientOf(shop.github, "mallory-token");
    const status = {
      repository: MANIFESTS,
      sha: shop.introduced,
      context: "gitops/dev/other/dev",
      state: "success",
      text: "",
      at: "2026-03-02T10:00:00Z",
      id: "d-1",
    } as const;
    const error = (await ensureCommitStatus(mallory, status, { creators: [BOT] }))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "IDENTITY_MISMATCH", login: "mallory" });
  });

  it("says when a resolver names no repository, and loses no event", async () => {
    const { reporter, told } = reporterOf(shop, {
      resolveTarget: () => ({
        repository: "shop-manifests",
        slot: "dev/cart",
        environment: "dev",
        app: "cart",
        path: "envs/dev/cart",
        target: "dev",
        targets: ["dev"],
        next: [],
      }),
    });
    const verdict = await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 1)));
    expect(verdict).toMatchObject({ code: "retry", why: expect.stringContaining("owner/name") as string });
    expect(told).toMatchObject([{ code: "retry" }]);
  });
});
