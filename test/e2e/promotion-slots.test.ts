import { describe, expect, it } from "vitest";

import { restoreSlot } from "../../packages/promotion/fixtures/rendering.ts";
import {
  DEPLOYMENT,
  SETTINGS,
  useRepositories,
  routesOf,
  delivery,
  put,
  remove,
  releaseNow,
  rendered,
  baseOf,
  planned,
  deploy,
  drift,
} from "./slot-rendering.ts";

useRepositories();

describe("high-level manifests", () => {
  const setting = { highLevelPath: "hld/dev/cart" };

  it("lie in a folder of their own, and do not change what counts as deployed", async () => {
    const of = delivery(setting);
    const made = await rendered(of);
    expect([...made.highLevel.keys()]).toEqual(["deployment.yaml", "gitops-values.json", "settings.yaml"]);
    expect(made.lock.content).toBe((await rendered(delivery())).lock.content);
    expect([...made.tree.files.keys()]).toEqual(Object.keys(made.lock.files));
    const { change } = (await planned(of, made))._unsafeUnwrap();
    expect([...change.write.keys()]).toEqual([
      "envs/dev/cart/shop/configmap_cart.yaml",
      "envs/dev/cart/shop/deployment.apps_cart.yaml",
      "hld/dev/cart/deployment.yaml",
      "hld/dev/cart/gitops-values.json",
      "hld/dev/cart/settings.yaml",
    ]);
  });

  it("are deleted when the templates do not have them any more", async () => {
    const of = delivery(setting);
    const live = await rendered(of);
    await deploy(of, live);
    await put("shop", "deploy/all.yaml", `${DEPLOYMENT}---\n${SETTINGS}`);
    await remove("shop", "deploy/deployment.yaml");
    await remove("shop", "deploy/settings.yaml");
    const { change } = (await planned(of, await rendered(of), live.lock))._unsafeUnwrap();
    expect([...change.write.keys()]).toEqual(["hld/dev/cart/all.yaml"]);
    expect(change.remove).toEqual(["hld/dev/cart/deployment.yaml", "hld/dev/cart/settings.yaml"]);
  });

  it("are not put into a folder that somebody else uses", async () => {
    await put("manifests", "hld/dev/cart/notes.md", "mine");
    const of = delivery(setting);
    const error = (await planned(of, await rendered(of)))._unsafeUnwrapErr();
    expect(error.code).toBe("CHANGES_REFUSED");
    expect(error.message).toContain("hld/dev/cart/notes.md");
  });
});

describe("a planned slot", () => {
  it("reads no file that stays as it is", async () => {
    const of = delivery();
    const live = await rendered(of);
    await deploy(of, live);
    const other = delivery();
    const next = await rendered(other);
    const routes = await routesOf(async () => {
      const { change, after, before } = (await planned(other, next, live.lock))._unsafeUnwrap();
      expect(change).toMatchObject({ write: new Map(), remove: [] });
      expect(before).toEqual(after);
    });
    expect(routes.filter((route) => route.includes("blobs"))).toEqual([]);
  });

  it("overwrites what somebody edited, deleted or broke by hand", async () => {
    const of = delivery();
    const live = await rendered(of);
    await deploy(of, live);
    await put("manifests", "envs/dev/cart/shop/configmap_cart.yaml", "a: [broken");
    await remove("manifests", "envs/dev/cart/shop/deployment.apps_cart.yaml");
    const { change, before } = (await planned(of, live, live.lock))._unsafeUnwrap();
    expect([...change.write.keys()]).toEqual([
      "envs/dev/cart/shop/configmap_cart.yaml",
      "envs/dev/cart/shop/deployment.apps_cart.yaml",
    ]);
    expect(before).toEqual([]);
  });

  it("refuses files of others that stand in the way, and leaves alone those that do not", async () => {
    const of = delivery();
    const live = await rendered(of);
    await deploy(of, live);
    await put("manifests", "envs/dev/cart/extra.yaml", "kind: Mine\n");
    const { change, before } = (await planned(of, live, live.lock))._unsafeUnwrap();
    expect([change.write.size, change.remove, before.length]).toEqual([0, [], 2]);
    await put("shop", "deploy/job.yaml", "apiVersion: batch/v1\nkind: Job\nmetadata: { name: once }\n");
    await put("manifests", "envs/dev/cart/shop/job.batch_once.yaml", "kind: Mine\n");
    const error = (await planned(of, await rendered(of), live.lock))._unsafeUnwrapErr();
    expect(error.message).toContain("envs/dev/cart/shop/job.batch_once.yaml");
  });

  it("takes over a folder without a lock only when the pipeline says so", async () => {
    await put("manifests", "envs/dev/cart/shop/configmap_cart.yaml", "kind: Mine\n");
    const of = delivery();
    const made = await rendered(of);
    expect((await planned(of, made))._unsafeUnwrapErr().message).toContain("guards.unmanagedPaths");
    const adopting = delivery({ guards: { unmanagedPaths: "adopt" } });
    expect((await planned(adopting, made))._unsafeUnwrap().change.write.size).toBe(2);
  });

  it("refuses to delete more than the pipeline allows", async () => {
    const of = delivery();
    const live = await rendered(of);
    await deploy(of, live);
    const less = { ...live, tree: { ...live.tree, files: new Map([...live.tree.files].slice(1)) } };
    expect((await planned(delivery({ guards: { maxDeletedObjects: 1 } }), less, live.lock)).isOk()).toBe(true);
    const error = (await planned(delivery({ guards: { maxDeletedObjects: 0 } }), less, live.lock))._unsafeUnwrapErr();
    expect(error.message).toContain("guards.maxDeletedObjects");
  });

  it("may delete whatever came since, when it goes back", async () => {
    const of = delivery({ guards: { maxDeletedObjects: 0 } });
    const live = await rendered(of);
    await deploy(of, live);
    const files = new Map([...live.tree.files].slice(1));
    const restored = { ...live, tree: { ...live.tree, files }, lock: { ...live.lock, reason: "rollback" as const } };
    expect((await planned(of, restored, live.lock))._unsafeUnwrap().change.remove).toHaveLength(1);
  });
});

describe("drift", () => {
  it("is seen from the listing alone, and files are read only to name what was edited", async () => {
    const of = delivery({ highLevelPath: "hld/dev/cart" });
    const live = await rendered(of);
    await deploy(of, live);
    await put("manifests", "envs/dev/cart/README.md", "hello");
    const routes = await routesOf(async () => {
      expect(await drift(delivery({ highLevelPath: "hld/dev/cart" }), live.lock)).toEqual([]);
    });
    expect(routes.filter((route) => route.includes("blobs"))).toEqual([]);
    await put("manifests", "envs/dev/cart/shop/configmap_cart.yaml", "kind: Mine\n");
    await put("manifests", "envs/dev/cart/extra.yaml", "kind: Mine\n");
    await put("manifests", "hld/dev/cart/settings.yaml", "kind: Mine\n");
    await remove("manifests", "envs/dev/cart/shop/deployment.apps_cart.yaml");
    expect(await drift(of, live.lock)).toEqual([
      "extra.yaml",
      "hld/dev/cart/settings.yaml",
      "shop/configmap_cart.yaml",
      "shop/deployment.apps_cart.yaml",
    ]);
  });

  it("is found by reading the files when a lock of an earlier version does not record blobs", async () => {
    const of = delivery();
    const made = await rendered(of);
    const { blobs, ...lock } = made.lock;
    expect(blobs).toMatch(/^sha256:/);
    await deploy(of, { ...made, lock });
    expect(await drift(of, lock)).toEqual([]);
    await put("manifests", "envs/dev/cart/shop/configmap_cart.yaml", "kind: Mine\n");
    expect(await drift(of, lock)).toEqual(["shop/configmap_cart.yaml"]);
  });
});

describe("a restored slot", () => {
  it("has the bytes of the earlier commit, whatever templates and configuration say now", async () => {
    const of = delivery({ highLevelPath: "hld/dev/cart" });
    const first = await rendered(of);
    const commit = await deploy(of, first);
    await put("config", "dev/values.yaml", "greeting: broken\n");
    await put("shop", "deploy/settings.yaml", `${SETTINGS}# changed\n`);
    const second = await rendered(of);
    await deploy(of, second, first.lock);

    const { release } = first.lock;
    const restored = (await restoreSlot(of.context, of.slot, { commit, release }))._unsafeUnwrap();
    expect(restored.tree.files).toEqual(first.tree.files);
    expect(restored.tree.resources).toEqual(first.tree.resources);
    expect(restored.highLevel).toEqual(first.highLevel);
    expect(restored.lock).toEqual({ ...first.lock, reason: "rollback" });

    await deploy(of, restored, second.lock);
    expect(await drift(of, restored.lock)).toEqual([]);
  });

  it("is refused when somebody had edited its files, and says which", async () => {
    const of = delivery();
    const made = await rendered(of);
    await deploy(of, made);
    await put("manifests", "envs/dev/cart/shop/configmap_cart.yaml", "kind: Mine\n");
    const commit = (await baseOf(of)).sha;
    const error = (await restoreSlot(of.context, of.slot, { commit, release: made.lock.release }))._unsafeUnwrapErr();
    expect(error.code).toBe("UNREADABLE");
    expect(error.message).toContain("envs/dev/cart/shop/configmap_cart.yaml");
  });

  it("is refused when the commit has no lock, or holds another release", async () => {
    const of = delivery();
    const release = await releaseNow();
    const empty = (await baseOf(of)).sha;
    expect((await restoreSlot(of.context, of.slot, { commit: empty, release }))._unsafeUnwrapErr().code).toBe(
      "NOT_FOUND",
    );
    const commit = await deploy(of, await rendered(of));
    const other = { ...release, id: "r-other" };
    expect((await restoreSlot(of.context, of.slot, { commit, release: other }))._unsafeUnwrapErr().code).toBe(
      "INPUT_INVALID",
    );
  });
});
