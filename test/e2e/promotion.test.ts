import { encodeLock, LOCK_FILE } from "@gitops/github-reporter";
import { createPromoter, makeRelease } from "@gitops/promotion";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import { BOT, GRACE, MALLORY, pipeline, startCartDelivery, STRANGER, TEMPLATE } from "./cart-delivery.ts";

let cart: Awaited<ReturnType<typeof startCartDelivery>>;

beforeEach(async () => {
  cart = await startCartDelivery();
});

afterEach(async () => {
  await closeGitHub(cart.github);
});

describe("a submitted release", () => {
  it("is proposed to the first environment and merged there, with its lock beside its manifests", async () => {
    const first = await cart.firstRelease();
    expect(await cart.submit(first)).toEqual({
      submission: "recorded",
      did: ["propose dev/cart: created", "merge dev/cart: merged", "delete-branch dev/cart: deleted"],
    });
    expect(await cart.contentOf("envs/dev/cart/shop/deployment.apps_cart.yaml")).toContain(first.images["cart"]);
    expect(JSON.parse(await cart.contentOf(`envs/dev/cart/${LOCK_FILE}`))).toMatchObject({
      slot: "dev/cart",
      release: { id: first.id },
    });
  });

  it("changes nothing when it is submitted again", async () => {
    const first = await cart.firstRelease();
    await cart.submit(first);
    expect(await cart.submit(first)).toEqual({ submission: "unchanged", did: [] });
  });

  it("is no release when neither images nor templates changed", async () => {
    await cart.submit(await cart.firstRelease());
    const { data } = await cart.client(GRACE).request("PUT /repos/{owner}/{repo}/contents/{path}", {
      owner: "acme",
      repo: "shop",
      path: "docs/cart.md",
      message: "Document",
      content: Buffer.from("docs").toString("base64"),
    });
    expect((await cart.submit(cart.release(await cart.headOf(data.commit.sha ?? ""), 1))).submission).toBe("unchanged");
  });

  it("is superseded when a release of a newer commit was submitted before", async () => {
    const old = await cart.firstRelease();
    const head = await cart.pushTemplate(`${TEMPLATE}# changed\n`);
    await cart.submit(cart.release(head, 2));
    expect((await cart.submit(old)).submission).toBe("superseded");
  });

  it("is refused when its images are not those of the pipeline", async () => {
    const first = await cart.firstRelease();
    const wrong = await cart.promoter.submit(makeRelease({ ...first, images: { other: first.images["cart"] ?? "" } }));
    expect(wrong._unsafeUnwrapErr()).toMatchObject({ code: "INPUT_INVALID" });
  });

  it("is refused when an image comes from another repository", async () => {
    const first = await cart.firstRelease();
    const image = `registry.test/cart-evil@sha256:${"1".repeat(64)}`;
    const wrong = await cart.promoter.submit(makeRelease({ ...first, images: { cart: image } }));
    expect(wrong._unsafeUnwrapErr().message).toContain("must be registry.test/cart[:tag]@sha256:");
  });

  it("is refused when its templates are not where the pipeline has them", async () => {
    const first = await cart.firstRelease();
    const wrong = await cart.promoter.submit(
      makeRelease({ ...first, templates: { ...first.templates, path: "elsewhere" } }),
    );
    expect(wrong._unsafeUnwrapErr().message).toContain("the pipeline in deploy");
  });

  it("is refused when its id is not that of its content", async () => {
    const first = await cart.firstRelease();
    const wrong = await cart.promoter.submit({ ...first, id: "r-0000000000000000" });
    expect(wrong._unsafeUnwrapErr().message).toContain("make releases with makeRelease");
  });

  it("is refused when an image is not pinned by digest", async () => {
    const first = await cart.firstRelease();
    const wrong = await cart.promoter.submit({ ...first, images: { cart: "registry.test/cart:latest" } });
    expect(wrong._unsafeUnwrapErr()).toMatchObject({ code: "RELEASE_INVALID" });
  });
});

describe("a release that renders to what runs already", () => {
  it("opens no pull request, counts as deployed, and goes on from there", async () => {
    const first = await cart.inStage();
    await cart.targetReports("stage/cart", "stage-eu", "success");
    await cart.targetReports("stage/cart", "stage-us", "success");
    const same = cart.release(await cart.pushTemplate(`${TEMPLATE}# a comment\n`), 1);
    expect((await cart.submit(same)).did).toEqual([
      "propose dev/cart: same-content",
      "propose prod/cart: created",
      "propose stage/cart: same-content",
      "propose prod/cart: updated",
    ]);
    const { slots } = (await cart.promoter.plan())._unsafeUnwrap();
    expect(slots.map(({ live }) => ("release" in live ? live.release : live.phase))).toEqual([
      same.id,
      same.id,
      "empty",
    ]);
    expect(same.id).not.toBe(first.id);
  });
});

describe("the next environment", () => {
  it("starts when target and verification succeeded, and not before", async () => {
    const first = await cart.firstRelease();
    await cart.submit(first);
    expect(await cart.reconcile()).toEqual([]);
    await cart.targetReports("dev/cart", "dev", "success");
    expect(await cart.reconcile()).toEqual([]);
    await cart.smokeTestSucceeds(first, "dev/cart");
    expect(await cart.reconcile()).toEqual([
      "propose stage/cart: created",
      "merge stage/cart: merged",
      "delete-branch stage/cart: deleted",
    ]);
  });

  it("does not believe a stranger's success", async () => {
    const first = await cart.firstRelease();
    await cart.submit(first);
    await cart.targetReports("dev/cart", "dev", "success", MALLORY);
    await cart.smokeTestSucceeds(first, "dev/cart");
    expect(await cart.reconcile()).toEqual([]);
  });

  it("needs every cluster of the environment before it", async () => {
    await cart.inStage();
    await cart.targetReports("stage/cart", "stage-eu", "success");
    expect(await cart.reconcile()).toEqual([]);
    await cart.targetReports("stage/cart", "stage-us", "success");
    expect(await cart.reconcile()).toEqual(["propose prod/cart: created"]);
  });

  it("waits for an approval by somebody who may write and requests no changes", async () => {
    await cart.inStage();
    await cart.stageSucceeds();
    await cart.mergeByHand();
    await cart.reconcile();
    await cart.inStage(cart.release(await cart.pushTemplate(`${TEMPLATE}# changed\n`), 2));
    await cart.stageSucceeds();
    await cart.approve(STRANGER);
    expect(await cart.reconcile()).toEqual([]);
    await cart.approve(MALLORY);
    expect(await cart.reconcile()).toEqual([
      "report-gates prod/cart: reported",
      "merge prod/cart: merged",
      "delete-branch prod/cart: deleted",
    ]);
  });

  it("lets a person merge the first release, whose authors nobody can tell", async () => {
    await cart.inStage();
    await cart.stageSucceeds();
    await cart.approve(MALLORY);
    expect(await cart.reconcile()).toEqual([]);
    expect((await cart.promoter.explain("prod/cart"))._unsafeUnwrap()).toContain("does not know all authors");
    await cart.mergeByHand();
    expect(await cart.reconcile()).toEqual(["delete-branch prod/cart: deleted"]);
  });
});

describe("a pull request", () => {
  it("shows the image that changes", async () => {
    await cart.submit(await cart.firstRelease());
    await cart.submit(cart.release(await cart.pushTemplate(`${TEMPLATE}# changed\n`), 2));
    const [pull] = await cart.pulls();
    expect(pull?.body).toContain("registry.test/cart:v2");
  });

  it("is not opened again after a person closed it", async () => {
    const prod = await cart.inStage();
    await cart.targetReports("stage/cart", "stage-eu", "success");
    await cart.targetReports("stage/cart", "stage-us", "success");
    await cart.reconcile();
    const [pull] = await cart.pulls();
    await cart.client(GRACE).request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
      owner: "acme",
      repo: "manifests",
      pull_number: pull?.number ?? 0,
      state: "closed",
    });
    expect(await cart.reconcile()).toEqual([]);
    expect((await cart.promoter.explain("prod/cart"))._unsafeUnwrap()).toContain(`${prod.id} was rejected here`);
  });

  it("stays closed although its branch was deleted, until somebody asks for the release", async () => {
    const release = await cart.inStage();
    await cart.stageSucceeds();
    await cart.client(GRACE).request("DELETE /repos/{owner}/{repo}/git/refs/{ref}", {
      owner: "acme",
      repo: "manifests",
      ref: "heads/gitops/promote/prod/cart",
    });
    expect(await cart.reconcile()).toEqual([]);
    const order = { by: "grace", reason: "it was a slip", bypass: [] };
    const report = (await cart.promoter.promote("prod/cart", release.id, order))._unsafeUnwrap();
    expect(report.applied).toMatchObject([{ action: { action: "propose", track: "prod/cart" }, outcome: "created" }]);
  });
});

describe("several promoters at once", () => {
  it("merge once, and leave nothing behind", async () => {
    const first = await cart.firstRelease();
    await cart.submit(first);
    await cart.targetReports("dev/cart", "dev", "success");
    await cart.smokeTestSucceeds(first, "dev/cart");
    const other = createPromoter({ pipeline, client: cart.client(BOT), identity: { logins: [BOT.login] } });
    await Promise.all([cart.promoter.reconcile(), other.reconcile(), cart.promoter.reconcile()]);
    await cart.reconcile();
    expect(await cart.reconcile()).toEqual([]);
    const toStage = (await cart.pulls()).filter(({ head }) => head.ref.endsWith("stage/cart"));
    expect(toStage).toMatchObject([{ merged_at: expect.any(String) as string }]);
    const world = (await cart.promoter.observe())._unsafeUnwrap();
    expect(world.slots.map(({ live }) => live?.lock.release.id)).toEqual([first.id, first.id, undefined]);
    expect(world.tracks.map(({ proposal }) => proposal)).toEqual([undefined, undefined, undefined]);
  });
});

describe("what people do to the manifests repository", () => {
  it("a release that somebody else puts into the inbox is not deployed", async () => {
    const inbox = "gitops/inbox/cart";
    await cart.createBranch(inbox);
    const lock = encodeLock({
      schema: 1,
      slot: "inbox/cart",
      app: "cart",
      environment: "inbox",
      release: await cart.firstRelease(),
      config: [],
      engines: {},
      files: {},
      content: `sha256:${"0".repeat(64)}`,
      reason: "promotion",
    });
    await cart.editManifests(`inbox/${LOCK_FILE}`, () => lock, inbox);
    expect(await cart.reconcile()).toEqual([]);
    expect((await cart.promoter.explain("dev/cart"))._unsafeUnwrap()).toContain("not submitted by a declared account");
  });

  it("a branch in the way of a proposal is a failure that says so, not a race", async () => {
    await cart.createBranch("gitops/promote/dev");
    const report = (await cart.promoter.submit(await cart.firstRelease()))._unsafeUnwrap();
    expect(report.applied).toMatchObject([{ outcome: "failed", error: { code: "GITHUB_REQUEST_FAILED" } }]);
  });

  it("a commit that somebody pushes to a proposal branch is not merged by itself", async () => {
    await cart.inStage();
    await cart.targetReports("stage/cart", "stage-eu", "success");
    await cart.targetReports("stage/cart", "stage-us", "success");
    await cart.reconcile();
    await cart.editManifests(".gitops/pipeline.yaml", () => "mine now", "gitops/promote/prod/cart");
    await cart.approve(MALLORY);
    expect(await cart.reconcile()).toEqual([]);
    expect((await cart.promoter.explain("prod/cart"))._unsafeUnwrap()).toContain("somebody pushed to its branch");
  });

  it("a hand edit is not overwritten silently: the proposal shows it, and a person merges", async () => {
    await cart.submit(await cart.firstRelease());
    await cart.editManifests("envs/dev/cart/shop/configmap_cart.yaml", (text) =>
      text.replace("hello, dev", "hello, edited"),
    );
    expect((await cart.promoter.explain("dev/cart"))._unsafeUnwrap()).toContain("configmap_cart.yaml");
    const next = cart.release(await cart.pushTemplate(`${TEMPLATE}# changed\n`), 2);
    expect((await cart.submit(next)).did).toEqual(["propose dev/cart: created"]);
    const [pull] = await cart.pulls();
    expect(pull?.body).toContain("configmap_cart.yaml");
    expect((await cart.promoter.explain("dev/cart"))._unsafeUnwrap()).toContain("drift");
    await cart.mergeByHand();
    expect(await cart.reconcile()).toEqual(["delete-branch dev/cart: deleted"]);
    expect(await cart.contentOf("envs/dev/cart/shop/configmap_cart.yaml")).toContain("hello, dev");
  });

  it("a lock that somebody broke stops its own slot and no other", async () => {
    const first = await cart.inStage();
    await cart.editManifests(`envs/stage/cart/${LOCK_FILE}`, () => "{");
    const { slots } = (await cart.promoter.plan())._unsafeUnwrap();
    expect(slots.map(({ live }) => live.phase)).toEqual(["succeeded", "unreadable", "empty"]);
    const next = cart.release(await cart.pushTemplate(`${TEMPLATE}# changed\n`), 2);
    expect((await cart.submit(next)).did).toContain("propose dev/cart: created");
    expect(first.id).not.toBe(next.id);
  });
});

describe("CI runs that end at the same time", () => {
  it("leave the newest release in the inbox, whichever came first", async () => {
    const old = await cart.firstRelease();
    const next = cart.release(await cart.pushTemplate(`${TEMPLATE}# changed\n`), 2);
    await Promise.all([cart.submit(old), cart.submit(next)]);
    expect((await cart.promoter.observe())._unsafeUnwrap().inbox["cart"]?.[0]?.id).toBe(next.id);
  });
});
