import { createGitHubClient, encodeLock, LOCK_FILE, type Release } from "@gitops/github-reporter";
import { makeRelease, type ConfigSource, type Pipeline, type PipelineSpec, type Slot } from "@gitops/promotion";
import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterEach, beforeEach } from "vitest";

import {
  createConfigReader,
  createContext,
  currentConfiguration,
  findDrift,
  listFiles,
  moveBranch,
  planSlot,
  readBranch,
  renderSlot,
  writeCommit,
  type RenderedSlot,
  type RenderOptions,
} from "../../packages/promotion/fixtures/rendering.ts";
import { closeGitHub } from "../contract/openapi/close-github.ts";

const BOT = { login: "shop-gitops[bot]", type: "Bot", token: "token-of-bot" } as const;
const IMAGE = `registry.test/cart:v1@sha256:${"1".repeat(64)}`;

export const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec: { replicas: "\${replicas:int}", template: { spec: { containers: [{ name: cart, image: cart }] } } }
`;
export const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: { name: cart }
data: { greeting: "\${greeting}" }
`;

export const GIT: ConfigSource = { kind: "git", repository: "acme/config", ref: "main", paths: ["common", "dev"] };

/** The embedded GitHub of the test that runs. */
let github: EmbeddedGitHub;

/** Gives each test a code repository, a configuration and an empty manifests repository. */
export function useRepositories(): void {
  beforeEach(async () => {
    github = await startGitHub({ accounts: [BOT] });
    await github.createRepository("acme/shop", {
      files: { "deploy/deployment.yaml": DEPLOYMENT, "deploy/settings.yaml": SETTINGS },
    });
    await github.createRepository("acme/manifests", { files: { "README.md": "manifests" } });
    await github.createRepository("acme/config", {
      files: {
        "common/values.yaml": "replicas: 1\ngreeting: hello\n",
        "dev/values.yaml": "greeting: hello, dev\n",
        "dev/notes.md": "nobody reads this",
      },
    });
  });

  afterEach(async () => {
    await closeGitHub(github);
  });
}

/** Routes of the calls that a task makes. */
export async function routesOf(task: () => Promise<unknown>): Promise<readonly string[]> {
  const before = github.calls.length;
  await task();
  return github.calls.slice(before).map(({ route }) => route);
}

const client = () =>
  createGitHubClient({ auth: { token: BOT.token }, baseUrl: github.url, notificationIntervalMs: 0, burst: 1000 });

interface Setting {
  readonly config?: readonly ConfigSource[];
  readonly values?: Slot["template"]["values"];
  readonly guards?: PipelineSpec["guards"];
  readonly highLevelPath?: string;
  readonly render?: RenderOptions | ((slot: Slot) => RenderOptions);
}

/** One slot of a pipeline, and the context of a promoter for it. */
export function delivery({ config = [GIT], values = {}, guards, highLevelPath, render }: Setting = {}) {
  const slot = {
    ...{ id: "dev/cart", environment: "dev", app: "cart", part: undefined, track: "dev/cart", source: "acme/shop" },
    ...{ repository: "acme/manifests", baseBranch: "main", path: "envs/dev/cart", highLevelPath },
    ...{ targets: [], upstream: undefined, dependencies: [], next: [] },
    template: { path: "deploy", images: {}, namespace: "shop", render: undefined, config, values },
  } as unknown as Slot;
  const pipeline = { spec: { guards }, repository: "acme/manifests", slots: [slot] } as unknown as Pipeline;
  const context = createContext({
    ...{ pipeline, client: client(), identity: { logins: [BOT.login] }, webUrl: undefined },
    ...{ engines: [], cache: undefined, render, now: () => new Date() },
  });
  return { slot, context };
}

type Delivery = ReturnType<typeof delivery>;

export async function put(repository: string, path: string, text: string): Promise<void> {
  const place = { owner: "acme", repo: repository, path };
  const known = await client()
    .request("GET /repos/{owner}/{repo}/contents/{path}", place)
    .then(
      ({ data }) => ("sha" in data ? { sha: data.sha } : {}),
      () => ({}),
    );
  const content = Buffer.from(text).toString("base64");
  await client().request("PUT /repos/{owner}/{repo}/contents/{path}", { ...place, ...known, message: "edit", content });
}

export async function remove(repository: string, path: string): Promise<void> {
  const place = { owner: "acme", repo: repository, path };
  const { data } = await client().request("GET /repos/{owner}/{repo}/contents/{path}", place);
  const sha = "sha" in data ? data.sha : "";
  await client().request("DELETE /repos/{owner}/{repo}/contents/{path}", { ...place, sha, message: "delete" });
}

export async function setVariables(environment: string, variables: Readonly<Record<string, string>>): Promise<void> {
  const place = { owner: "acme", repo: "shop", environment_name: environment };
  await client().request("PUT /repos/{owner}/{repo}/environments/{environment_name}", place);
  for (const [name, value] of Object.entries(variables)) {
    await client().request("POST /repos/{owner}/{repo}/environments/{environment_name}/variables", {
      ...place,
      name,
      value,
    });
  }
}

/** The release of what the code repository holds now. */
export async function releaseNow(): Promise<Release> {
  const place = { owner: "acme", repo: "shop" };
  const { data } = await client().request("GET /repos/{owner}/{repo}/commits/{ref}", { ...place, ref: "main" });
  const tree = await client().request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
    ...place,
    tree_sha: data.sha,
  });
  return makeRelease({
    app: "cart",
    source: { repository: "acme/shop", sha: data.sha },
    images: { cart: IMAGE },
    templates: { path: "deploy", tree: tree.data.tree.find(({ path }) => path === "deploy")?.sha ?? "" },
  });
}

export async function rendered({ slot, context }: Delivery): Promise<RenderedSlot> {
  return (await renderSlot(context, slot, { release: await releaseNow(), reason: "promotion" }))._unsafeUnwrap();
}

export async function refused({ slot, context }: Delivery) {
  return (await renderSlot(context, slot, { release: await releaseNow(), reason: "promotion" }))._unsafeUnwrapErr();
}

export async function configuration({ slot, context }: Delivery) {
  return (await currentConfiguration(context, slot, createConfigReader(context)))._unsafeUnwrap();
}

export async function baseOf({ slot, context }: Delivery) {
  const base = (await readBranch(context.repository(slot.repository), slot.baseBranch))._unsafeUnwrap();
  if (base === undefined) throw new Error("no base branch");
  return base;
}

export async function planned(of: Delivery, next: RenderedSlot, live?: RenderedSlot["lock"]) {
  return planSlot(of.context, await baseOf(of), of.slot, next, live);
}

/** Deploys what was rendered, as a merged proposal does. */
export async function deploy(of: Delivery, next: RenderedSlot, live?: RenderedSlot["lock"]): Promise<string> {
  const repository = of.context.repository(of.slot.repository);
  const base = await baseOf(of);
  const { change } = (await planned(of, next, live))._unsafeUnwrap();
  const files = [
    ...[...change.write].map(([path, text]) => ({ path, text })),
    ...change.remove.map((path) => ({ path, text: undefined })),
    { path: `${of.slot.path}/${LOCK_FILE}`, text: encodeLock(next.lock) },
  ];
  const commit = { message: "Deploy", base: base.tree, files, parents: [base.sha] };
  const sha = (await writeCommit(repository, commit))._unsafeUnwrap();
  (await moveBranch(repository, of.slot.baseBranch, { from: base.sha, to: sha }))._unsafeUnwrap();
  return sha;
}

export async function drift(of: Delivery, lock: RenderedSlot["lock"]): Promise<readonly string[]> {
  const repository = of.context.repository(of.slot.repository);
  const files = (await listFiles(repository, (await baseOf(of)).tree))._unsafeUnwrap();
  return (await findDrift(repository, files, of.slot, lock))._unsafeUnwrap();
}

export function manifest(of: RenderedSlot, kind: string): string {
  const entry = [...of.tree.files].find(([path]) => path.includes(`/${kind}`));
  return entry?.[1] ?? "";
}
