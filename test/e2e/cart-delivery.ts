import {
  createGitHubClient,
  dispatchId,
  ensureCommitStatus,
  type GitHubClient,
  type Release,
} from "@gitops/github-reporter";
import { createPromoter, definePipeline, makeRelease, reportVerification } from "@gitops/promotion";
import { startGitHub } from "@gitops/testing";
import { expect } from "vitest";

export const BOT = { login: "shop-gitops[bot]", type: "Bot", token: "token-of-bot" } as const;
export const GRACE = { login: "grace", type: "User", token: "token-of-grace" } as const;
const WORKFLOW = { login: "github-actions[bot]", type: "Bot", token: "token-of-workflow" } as const;
/** Somebody from outside, who can read what is public. */
export const STRANGER = { login: "stranger", type: "User", token: "token-of-stranger", permission: "read" } as const;
export const MALLORY = { login: "mallory", type: "User", token: "token-of-mallory" } as const;

export const TEMPLATE = `apiVersion: v1
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

export const pipeline = definePipeline({
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

/** An app with three environments on an embedded GitHub, and what the people and programs around it do. */
export async function startCartDelivery() {
  const github = await startGitHub({ accounts: [BOT, GRACE, WORKFLOW, MALLORY, STRANGER] });
  await github.createRepository("acme/shop", { files: { "README.md": "The shop" } });
  await github.createRepository("acme/manifests", { files: { "README.md": "manifests" } });
  await github.createRepository("acme/config", {
    files: {
      "dev/values.yaml": "greeting: hello, dev",
      "stage/values.yaml": "greeting: hello, stage",
      "prod/values.yaml": "greeting: hello",
    },
  });
  const client = (account: { readonly token: string }): GitHubClient =>
    createGitHubClient({
      auth: { token: account.token },
      baseUrl: github.url,
      notificationIntervalMs: 0,
      burst: 1000,
      retryUnitMs: 10,
    });
  const promoter = createPromoter({
    pipeline,
    client: client(BOT),
    identity: { logins: [BOT.login] },
  });

  async function pushTemplate(text: string): Promise<{ readonly sha: string; readonly tree: string }> {
    const place = { owner: "acme", repo: "shop", path: "deploy/cart.yaml" };
    const octokit = client(GRACE);
    const known = await octokit.request("GET /repos/{owner}/{repo}/contents/{path}", place).then(
      ({ data }) => ("sha" in data ? { sha: data.sha } : {}),
      () => ({}),
    );
    const { data } = await octokit.request("PUT /repos/{owner}/{repo}/contents/{path}", {
      ...place,
      ...known,
      message: "Change the cart",
      content: Buffer.from(text).toString("base64"),
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
      did: report.applied.map(({ action, outcome }) => `${action.action} ${action.track}: ${outcome}`),
    };
  }

  async function reconcile(): Promise<readonly string[]> {
    const { applied } = (await promoter.reconcile())._unsafeUnwrap();
    return applied.map(({ action, outcome }) => `${action.action} ${action.track}: ${outcome}`);
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

  /** Somebody approves the newest pull request. */
  async function approve(account: { readonly token: string }): Promise<void> {
    const [newest] = await pulls();
    await client(account).request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
      owner: "acme",
      repo: "manifests",
      pull_number: newest?.number ?? 0,
      event: "APPROVE",
    });
  }

  /** A person edits a file in the browser, or adds it. */
  async function editManifests(path: string, edit: (text: string) => string, branch = "main"): Promise<void> {
    const place = { owner: "acme", repo: "manifests", path };
    const known = await client(GRACE)
      .request("GET /repos/{owner}/{repo}/contents/{path}", { ...place, ref: branch })
      .then(
        ({ data }) => ("content" in data ? data : undefined),
        () => undefined,
      );
    const text = edit(Buffer.from(known?.content ?? "", "base64").toString("utf8"));
    await client(GRACE).request("PUT /repos/{owner}/{repo}/contents/{path}", {
      ...place,
      branch,
      message: `Edit ${path}`,
      content: Buffer.from(text).toString("base64"),
      ...(known !== undefined && { sha: known.sha }),
    });
  }

  async function firstRelease(image = 1): Promise<Release> {
    const { data } = await client(GRACE).request("GET /repos/{owner}/{repo}/commits/{ref}", {
      owner: "acme",
      repo: "shop",
      ref: "main",
    });
    return release(await headOf(data.sha), image);
  }

  /** A release is submitted, healthy and verified in dev, and merged in stage. */
  async function inStage(of?: Release): Promise<Release> {
    const delivered = of ?? (await firstRelease());
    await submit(delivered);
    await targetReports("dev/cart", "dev", "success");
    await smokeTestSucceeds(delivered, "dev/cart");
    await reconcile();
    return delivered;
  }

  /** Both clusters of stage report success, and production is proposed. */
  async function stageSucceeds(): Promise<readonly string[]> {
    await targetReports("stage/cart", "stage-eu", "success");
    await targetReports("stage/cart", "stage-us", "success");
    return reconcile();
  }

  /** Somebody creates a branch at the head of the base branch. */
  async function createBranch(name: string): Promise<void> {
    const place = { owner: "acme", repo: "manifests" };
    const { data } = await client(GRACE).request("GET /repos/{owner}/{repo}/git/ref/{ref}", {
      ...place,
      ref: "heads/main",
    });
    await client(GRACE).request("POST /repos/{owner}/{repo}/git/refs", {
      ...place,
      ref: `refs/heads/${name}`,
      sha: data.object.sha,
    });
  }

  /** A person merges the newest pull request. */
  async function mergeByHand(): Promise<void> {
    const [newest] = await pulls();
    await client(GRACE).request("PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", {
      owner: "acme",
      repo: "manifests",
      pull_number: newest?.number ?? 0,
    });
  }

  // Somebody whom GitHub knows wrote what is released.
  await pushTemplate(TEMPLATE);
  return {
    github,
    promoter,
    client,
    pushTemplate,
    headOf,
    release,
    submit,
    reconcile,
    liveCommit,
    targetReports,
    smokeTestSucceeds,
    pulls,
    contentOf,
    approve,
    createBranch,
    mergeByHand,
    stageSucceeds,
    editManifests,
    firstRelease,
    inStage,
  };
}
