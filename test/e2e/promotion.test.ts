import { dispatchId, ensureCommitStatus, createGitHubClient, LOCK_FILE, type Release } from "@gitops/github-reporter";
import { createPromoter, definePipeline, makeRelease, reportVerification, type Promoter } from "@gitops/promotion";
import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const BOT = { login: "shop-gitops[bot]", type: "Bot", token: "token-of-bot" } as const;
const GRACE = { login: "grace", type: "User", token: "token-of-grace" } as const;
const WORKFLOW = { login: "github-actions[bot]", type: "Bot", token: "token-of-workflow" } as const;
const MALLORY = { login: "mallory", type: "User", token: "token-of-mallory" } as const;

const TEMPLATE = `apiVersion: v1
kind: ConfigMap
metadata: { name: cart }
data: { greeting: "\${greeting}" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec:
  template:
    spec:
      containers: [{ name: cart, image: cart }]
`;

const pipeline = definePipeline({
  version: 1,
  name: "shop",
  source: { repo: "acme/shop" },
  manifests: { repo: "acme/manifests" },
  config: [{ kind: "git", repo: "acme/config", paths: ["{env}"] }],
  clusters: { dev: {}, "stage-eu": {}, "stage-us": {}, prod: {} },
  apps: {
    cart: {
      templates: "deploy",
      namespace: "shop",
      images: { cart: { repository: "registry.test/cart", context: "cart" } },
    },
  },
  environments: {
    dev: { clusters: ["dev"], merge: "auto", mergeMethod: "squash", verify: { contexts: ["smoke"] } },
    stage: { after: ["dev"], clusters: ["stage-eu", "stage-us"], merge: "auto" },
    prod: { after: ["stage"], clusters: ["prod"], merge: "auto", gates: [{ kind: "approval" }] },
  },
})._unsafeUnwrap();

let github: EmbeddedGitHub;
let promoter: Promoter;

const client = (account: { readonly token: string }) =>
  createGitHubClient({ auth: { token: account.token }, baseUrl: github.url, notificationIntervalMs: 0 });

async function pushTemplate(text: string): Promise<{ readonly sha: string; readonly tree: string }> {
  const place = { owner: "acme", repo: "shop", path: "deploy/cart.yaml" };
  const octokit = client(GRACE);
  const known = await octokit.request("GET /repos/{owner}/{repo}/contents/{path}", place);
  const { data } = await octokit.request("PUT /repos/{owner}/{repo}/contents/{path}", {
    ...place,
    message: "Change the cart",
    content: Buffer.from(text).toString("base64"),
    sha: "sha" in known.data ? known.data.sha : "",
  });
  return headOf(data.commit.sha ?? "");
}

async function headOf(sha: string): Promise<{ readonly sha: string; readonly tree: string }> {
  const { data } = await client(GRACE).request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
    owner: "acme",
    repo: "shop",
    tree_sha: sha,
  });
  return { sha, tree: data.tree.find(({ path }) => path === "deploy")?.sha ?? "" };
}

function release(head: { readonly sha: string; readonly tree: string }, image: number): Release {
  return makeRelease({
    app: "cart",
    source: { repository: "acme/shop", sha: head.sha },
    images: { cart: `registry.test/cart:v${image}@sha256:${String(image).repeat(64)}` },
    templates: { path: "deploy", tree: head.tree },
  });
}

async function submit(of: Release) {
  const report = (await promoter.submit(of))._unsafeUnwrap();
  return {
    submission: report.submission,
    did: report.applied.map(({ action, outcome }) => `${action.action} ${action.slot}: ${outcome}`),
  };
}

async function reconcile(): Promise<readonly string[]> {
  const { applied } = (await promoter.reconcile())._unsafeUnwrap();
  return applied.map(({ action, outcome }) => `${action.action} ${action.slot}: ${outcome}`);
}

async function liveCommit(slot: string): Promise<string> {
  const world = (await promoter.observe())._unsafeUnwrap();
  return world.slots.find((view) => view.slot.id === slot)?.live?.commit ?? "";
}

/** What the reporter writes when Flux says so. */
async function targetReports(
  slot: string,
  target: string,
  state: "success" | "failure",
  as: { readonly login: string; readonly token: string } = BOT,
) {
  const written = await ensureCommitStatus(
    client(as),
    {
      repository: "acme/manifests",
      sha: await liveCommit(slot),
      context: `gitops/${slot}/${target}`,
      state,
      text: `Kustomization cart on ${target}`,
      at: "2026-01-01T00:00:00Z",
      id: "r",
    },
    { creators: [as.login] },
  );
  expect(written.isOk()).toBe(true);
}

async function smokeTestSucceeds(of: Release, slot: string): Promise<void> {
  const [environment = "", app = ""] = slot.split("/");
  const manifests = { repository: "acme/manifests", sha: await liveCommit(slot) };
  const id = dispatchId({ slot, release: of.id, result: "success", manifests });
  const payload = {
    schema: 1,
    id,
    release: of.id,
    app,
    environment,
    result: "success",
    source: of.source,
    manifests,
    targets: [],
    next: [],
  } as const;
  const verification = { name: "smoke", state: "success", text: "it answers", at: "2026-01-01T00:01:00Z" } as const;
  expect((await reportVerification(client(WORKFLOW), payload, verification)).isOk()).toBe(true);
}

async function pulls() {
  const { data } = await client(GRACE).request("GET /repos/{owner}/{repo}/pulls", {
    owner: "acme",
    repo: "manifests",
    state: "all",
  });
  return data;
}

async function contentOf(path: string): Promise<string> {
  const { data } = await client(GRACE).request("GET /repos/{owner}/{repo}/contents/{path}", {
    owner: "acme",
    repo: "manifests",
    path,
  });
  return "content" in data ? Buffer.from(data.content, "base64").toString("utf8") : "";
}

beforeEach(async () => {
  github = await startGitHub({ accounts: [BOT, GRACE, WORKFLOW, MALLORY] });
  await github.createRepository("acme/shop", { files: { "deploy/cart.yaml": TEMPLATE } });
  await github.createRepository("acme/manifests", { files: { "README.md": "manifests" } });
  await github.createRepository("acme/config", {
    files: {
      "dev/values.yaml": "greeting: hello, dev",
      "stage/values.yaml": "greeting: hello, stage",
      "prod/values.yaml": "greeting: hello",
    },
  });
  promoter = createPromoter({
    pipeline,
    github: client(BOT),
    identity: { logins: [BOT.login] },
    webUrl: github.webUrl,
  });
});

afterEach(async () => {
  await github.close();
});

async function firstRelease(image = 1): Promise<Release> {
  const { data } = await client(GRACE).request("GET /repos/{owner}/{repo}/commits/{ref}", {
    owner: "acme",
    repo: "shop",
    ref: "main",
  });
  return release(await headOf(data.sha), image);
}

describe("a submitted release", () => {
  it("is proposed to the first environment and merged there, with its lock beside its manifests", async () => {
    const first = await firstRelease();
    expect(await submit(first)).toEqual({
      submission: "recorded",
      did: ["propose dev/cart: created", "merge dev/cart: merged", "delete-branch dev/cart: deleted"],
    });
    expect(await contentOf("envs/dev/cart/shop/deployment.apps_cart.yaml")).toContain(first.images["cart"]);
    expect(JSON.parse(await contentOf(`envs/dev/cart/${LOCK_FILE}`))).toMatchObject({
      slot: "dev/cart",
      release: { id: first.id },
    });
  });

  it("changes nothing when it is submitted again", async () => {
    const first = await firstRelease();
    await submit(first);
    expect(await submit(first)).toEqual({ submission: "unchanged", did: [] });
  });

  it("is no release when neither images nor templates changed", async () => {
    await submit(await firstRelease());
    const { data } = await client(GRACE).request("PUT /repos/{owner}/{repo}/contents/{path}", {
      owner: "acme",
      repo: "shop",
      path: "README.md",
      message: "Document",
      content: Buffer.from("docs").toString("base64"),
    });
    expect((await submit(release(await headOf(data.commit.sha ?? ""), 1))).submission).toBe("unchanged");
  });

  it("is superseded when a release of a newer commit was submitted before", async () => {
    const old = await firstRelease();
    const head = await pushTemplate(`${TEMPLATE}# changed\n`);
    await submit(release(head, 2));
    expect((await submit(old)).submission).toBe("superseded");
  });

  it("is refused when its images are not those of the pipeline", async () => {
    const first = await firstRelease();
    const wrong = await promoter.submit({ ...first, images: { other: first.images["cart"] ?? "" } });
    expect(wrong._unsafeUnwrapErr()).toMatchObject({ code: "INPUT_INVALID" });
  });

  it("is refused when an image is not pinned by digest", async () => {
    const first = await firstRelease();
    const wrong = await promoter.submit({ ...first, images: { cart: "registry.test/cart:latest" } });
    expect(wrong._unsafeUnwrapErr().message).toContain("must be pinned");
  });
});

describe("the next environment", () => {
  it("starts when target and verification succeeded, and not before", async () => {
    const first = await firstRelease();
    await submit(first);
    expect(await reconcile()).toEqual([]);
    await targetReports("dev/cart", "dev", "success");
    expect(await reconcile()).toEqual([]);
    await smokeTestSucceeds(first, "dev/cart");
    expect(await reconcile()).toEqual([
      "propose stage/cart: created",
      "merge stage/cart: merged",
      "delete-branch stage/cart: deleted",
    ]);
  });

  it("does not believe a stranger's success", async () => {
    const first = await firstRelease();
    await submit(first);
    await targetReports("dev/cart", "dev", "success", MALLORY);
    await smokeTestSucceeds(first, "dev/cart");
    expect(await reconcile()).toEqual([]);
  });

  it("needs every cluster of the environment before it", async () => {
    await inStage();
    await targetReports("stage/cart", "stage-eu", "success");
    expect(await reconcile()).toEqual([]);
    await targetReports("stage/cart", "stage-us", "success");
    expect(await reconcile()).toEqual(["propose prod/cart: created"]);
  });

  it("waits for an approval on the current head", async () => {
    await inStage();
    await targetReports("stage/cart", "stage-eu", "success");
    await targetReports("stage/cart", "stage-us", "success");
    await reconcile();
    const [pull] = await pulls();
    await client(MALLORY).request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
      owner: "acme",
      repo: "manifests",
      pull_number: pull?.number ?? 0,
      event: "APPROVE",
    });
    expect(await reconcile()).toEqual(["merge prod/cart: merged", "delete-branch prod/cart: deleted"]);
  });
});

async function inStage(): Promise<Release> {
  const first = await firstRelease();
  await submit(first);
  await targetReports("dev/cart", "dev", "success");
  await smokeTestSucceeds(first, "dev/cart");
  await reconcile();
  return first;
}

describe("a pull request", () => {
  it("shows the image that changes", async () => {
    await submit(await firstRelease());
    await submit(release(await pushTemplate(`${TEMPLATE}# changed\n`), 2));
    const [pull] = await pulls();
    expect(pull?.body).toContain("registry.test/cart:v2");
  });

  it("is not opened again after a person closed it", async () => {
    const prod = await inStage();
    await targetReports("stage/cart", "stage-eu", "success");
    await targetReports("stage/cart", "stage-us", "success");
    await reconcile();
    const [pull] = await pulls();
    await client(GRACE).request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
      owner: "acme",
      repo: "manifests",
      pull_number: pull?.number ?? 0,
      state: "closed",
    });
    expect(await reconcile()).toEqual([]);
    expect((await promoter.explain("prod/cart"))._unsafeUnwrap()).toContain(`${prod.id} was rejected here`);
  });
});

describe("two drivers", () => {
  it("end in the same state when they reconcile at the same time", async () => {
    await submit(await firstRelease());
    await targetReports("dev/cart", "dev", "success");
    await smokeTestSucceeds(await firstRelease(), "dev/cart");
    const other = createPromoter({ pipeline, github: client(BOT), identity: { logins: [BOT.login] } });
    await Promise.all([promoter.reconcile(), other.reconcile(), promoter.reconcile()]);
    expect(await reconcile()).toEqual([]);
    const merged = (await pulls()).filter(({ head }) => head.ref.endsWith("stage/cart"));
    expect(merged).toHaveLength(1);
  });
});
