import { createGitHubClient, encodeLock, LOCK_FILE, type Release } from "@gitops/github-reporter";
import { secretValue } from "@gitops/manifest-renderer";
import { makeRelease, type ConfigSource, type Pipeline, type PipelineSpec, type Slot } from "@gitops/promotion";
import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import {
  createConfigReader,
  createContext,
  currentConfiguration,
  findDrift,
  listFiles,
  lockConfiguration,
  moveBranch,
  planSlot,
  readBranch,
  renderSlot,
  restoreSlot,
  writeCommit,
  type RenderedSlot,
  type RenderOptions,
} from "../../packages/promotion/fixtures/rendering.ts";
import { closeGitHub } from "../contract/openapi/close-github.ts";

const BOT = { login: "shop-gitops[bot]", type: "Bot", token: "token-of-bot" } as const;
const IMAGE = `registry.test/cart:v1@sha256:${"1".repeat(64)}`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec: { replicas: "\${replicas:int}", template: { spec: { containers: [{ name: cart, image: cart }] } } }
`;
const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: { name: cart }
data: { greeting: "\${greeting}" }
`;

const GIT: ConfigSource = { kind: "git", repository: "acme/config", ref: "main", paths: ["common", "dev"] };

let github: EmbeddedGitHub;

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
function delivery({ config = [GIT], values = {}, guards, highLevelPath, render }: Setting = {}) {
  const slot = {
    ...{ id: "dev/cart", environment: "dev", app: "cart", part: undefined, track: "dev/cart", source: "acme/shop" },
    ...{ repository: "acme/manifests", baseBranch: "main", path: "envs/dev/cart", highLevelPath },
    ...{ targets: [], upstream: undefined, dependencies: [], next: [] },
    template: { path: "deploy", images: {}, namespace: "shop", render: undefined, config, values },
  } as unknown as Slot;
  const pipeline = { spec: { guards }, repository: "acme/manifests", slots: [slot] } as unknown as Pipeline;
  const context = createContext({
    ...{ pipeline, client: client(), reporters: [BOT.login], webUrl: undefined },
    ...{ engines: [], cache: undefined, render, now: () => new Date() },
  });
  return { slot, context };
}

type Delivery = ReturnType<typeof delivery>;

async function put(repository: string, path: string, text: string): Promise<void> {
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

async function remove(repository: string, path: string): Promise<void> {
  const place = { owner: "acme", repo: repository, path };
  const { data } = await client().request("GET /repos/{owner}/{repo}/contents/{path}", place);
  const sha = "sha" in data ? data.sha : "";
  await client().request("DELETE /repos/{owner}/{repo}/contents/{path}", { ...place, sha, message: "delete" });
}

async function setVariables(environment: string, variables: Readonly<Record<string, string>>): Promise<void> {
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
async function releaseNow(): Promise<Release> {
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

async function rendered({ slot, context }: Delivery): Promise<RenderedSlot> {
  return (await renderSlot(context, slot, { release: await releaseNow(), reason: "promotion" }))._unsafeUnwrap();
}

async function refused({ slot, context }: Delivery) {
  return (await renderSlot(context, slot, { release: await releaseNow(), reason: "promotion" }))._unsafeUnwrapErr();
}

async function configuration({ slot, context }: Delivery) {
  return (await currentConfiguration(context, slot, createConfigReader(context)))._unsafeUnwrap();
}

async function baseOf({ slot, context }: Delivery) {
  const base = (await readBranch(context.repository(slot.repository), slot.baseBranch))._unsafeUnwrap();
  return base!;
}

async function planned(of: Delivery, next: RenderedSlot, live?: RenderedSlot["lock"]) {
  return planSlot(of.context, await baseOf(of), of.slot, next, live);
}

/** Deploys what was rendered, as a merged proposal does. */
async function deploy(of: Delivery, next: RenderedSlot, live?: RenderedSlot["lock"]): Promise<string> {
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

async function drift(of: Delivery, lock: RenderedSlot["lock"]): Promise<readonly string[]> {
  const repository = of.context.repository(of.slot.repository);
  const files = (await listFiles(repository, (await baseOf(of)).tree))._unsafeUnwrap();
  return (await findDrift(repository, files, of.slot, lock))._unsafeUnwrap();
}

function manifest(of: RenderedSlot, kind: string): string {
  const entry = [...of.tree.files].find(([path]) => path.includes(`/${kind}`));
  return entry?.[1] ?? "";
}

describe("configuration from a repository", () => {
  it("lays the values of later folders over those of earlier ones, and those of the environment over all", async () => {
    const made = await rendered(delivery({ values: { replicas: 3 } }));
    expect(manifest(made, "configmap")).toContain("greeting: hello, dev\n");
    expect(manifest(made, "deployment")).toContain("replicas: 3\n");
  });

  it("applies the patches of its folders, in order", async () => {
    const patch = (label: string): string => `target: { kind: ConfigMap }\nmerge: { data: { patched: ${label} } }\n`;
    await put("config", "common/patches/a.yaml", patch("common"));
    await put("config", "dev/patches/deep/b.yaml", patch("dev"));
    expect(manifest(await rendered(delivery()), "configmap")).toContain("patched: dev\n");
  });

  it("names repository, branch and file of a patch that is none", async () => {
    await put("config", "dev/patches/a.yaml", "hello: world\n");
    expect((await refused(delivery())).message).toContain("acme/config:dev/patches/a.yaml");
  });

  it("is missing when the branch does not exist, and says so", async () => {
    const error = await refused(delivery({ config: [{ ...GIT, kind: "git", ref: "nowhere" } as ConfigSource] }));
    expect(error).toMatchObject({ code: "NOT_FOUND" });
    expect(error.message).toContain("acme/config has no branch, tag or commit nowhere");
  });
});

describe("configuration from a GitHub environment", () => {
  const source: ConfigSource = {
    kind: "github-environment",
    repository: "acme/shop",
    environment: "dev",
    variables: undefined,
  };

  it("takes every variable, however many pages GitHub makes of them", async () => {
    const many = Object.fromEntries(Array.from({ length: 64 }, (_, index) => [`VARIABLE_${index}`, `value ${index}`]));
    await setVariables("dev", many);
    await put("shop", "deploy/settings.yaml", SETTINGS.replace("greeting}", "VARIABLE_63}"));
    const made = await rendered(delivery({ config: [GIT, source] }));
    expect(manifest(made, "configmap")).toContain("greeting: value 63\n");
  });

  it("is recorded in the lock by the digest of its variables, because it has no commit", async () => {
    await setVariables("dev", { LOG: "info" });
    const [revision] = (await rendered(delivery({ config: [source, GIT] }))).lock.config;
    expect(revision).toMatchObject({ repository: "acme/shop", ref: "environment/dev" });
    expect(revision?.digest).toBe(`sha256:${revision?.sha ?? ""}`);
  });

  it("changes the name of the configuration only for variables that are taken", async () => {
    await setVariables("dev", { LOG: "info" });
    const some = delivery({ config: [{ ...source, variables: ["log"] }] });
    const all = delivery({ config: [source] });
    const before = [await configuration(some), await configuration(all)];
    await setVariables("dev", { OTHER: "1" });
    expect(await configuration(some)).toBe(before[0]);
    expect(await configuration(all)).not.toBe(before[1]);
  });

  it("is missing when there is no such environment, and says what to do", async () => {
    const error = await refused(delivery({ config: [{ ...source, environment: "prod" }] }));
    expect(error).toMatchObject({ code: "NOT_FOUND" });
    expect(error.message).toContain("acme/shop has no environment prod");
  });

  it("names the variables that the pipeline asks for and nobody set", async () => {
    await setVariables("dev", { LOG: "info" });
    const error = await refused(delivery({ config: [{ ...source, variables: ["LOG", "REGION", "zone"] }] }));
    expect(error).toMatchObject({ code: "NOT_FOUND" });
    expect(error.message).toContain("lacks the variables REGION, ZONE");
  });
});

describe("configuration in the pipeline itself", () => {
  it("lies between the sources around it", async () => {
    const inline: ConfigSource = { kind: "inline", values: { replicas: 5, greeting: "inline" } };
    expect(manifest(await rendered(delivery({ config: [inline, GIT] })), "configmap")).toContain("hello, dev\n");
    expect(manifest(await rendered(delivery({ config: [GIT, inline] })), "configmap")).toContain("inline\n");
  });
});

describe("the name of a configuration", () => {
  it("is the same in the lock and in a look, and survives commits that change nothing of it", async () => {
    const of = delivery();
    const { lock } = await rendered(of);
    await put("config", "dev/notes.md", "still nobody");
    await put("config", "prod/values.yaml", "greeting: hello, prod\n");
    expect(await configuration(of)).toBe(lockConfiguration(lock));
    expect((await rendered(of)).lock.config).not.toEqual(lock.config);
  });

  it.each([
    ["a value", "dev/values.yaml", "greeting: hi\n"],
    ["a new folder", "dev/patches/a.yaml", "target: { kind: ConfigMap }\nmerge: { data: { a: b } }\n"],
  ])("changes with %s", async (_, path, text) => {
    const of = delivery();
    const { lock } = await rendered(of);
    await put("config", path, text);
    expect(await configuration(of)).not.toBe(lockConfiguration(lock));
    expect(await configuration(of)).toBe(lockConfiguration((await rendered(of)).lock));
  });

  it("changes with what the pipeline says", async () => {
    const { lock } = await rendered(delivery());
    expect(await configuration(delivery({ values: { replicas: 2 } }))).not.toBe(lockConfiguration(lock));
  });

  it("is read with two requests for all slots of one look, and no file is read", async () => {
    const of = delivery();
    const reader = createConfigReader(of.context);
    const before = github.calls.length;
    for (const environment of ["dev", "stage", "prod"]) {
      (await currentConfiguration(of.context, { ...of.slot, environment }, reader))._unsafeUnwrap();
    }
    expect(github.calls.slice(before).map(({ route }) => route)).toEqual([
      "GET /repos/{owner}/{repo}/commits/{ref}",
      "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    ]);
  });
});

describe("guards of the pipeline", () => {
  it("refuse the tag latest where versions will do", async () => {
    const sidecar = DEPLOYMENT.replace("}] } } }", "}, { name: log, image: fluentd }] } } }");
    await put("shop", "deploy/deployment.yaml", sidecar);
    expect((await refused(delivery())).message).toContain("has no digest");
    const versions = delivery({ guards: { immutableImages: "not-latest" } });
    expect((await refused(versions)).message).toContain('the image "fluentd" of Deployment.apps shop/cart');
    await put("shop", "deploy/deployment.yaml", sidecar.replace("fluentd", "fluentd:v1.16"));
    expect(manifest(await rendered(versions), "deployment")).toContain("fluentd:v1.16");
  });

  it("refuse kinds, and name the object", async () => {
    const error = await refused(delivery({ guards: { forbidKinds: ["ConfigMap"] } }));
    expect(error.code).toBe("RENDER_REJECTED");
    expect(error.message).toContain("ConfigMap shop/cart");
  });

  it("let an empty render through, and the end of the app, only when they say so", async () => {
    const of = delivery();
    const live = await rendered(of);
    await deploy(of, live);
    await put("shop", "deploy/deployment.yaml", "");
    await put("shop", "deploy/settings.yaml", "");
    const release = { ...(await releaseNow()), images: {} };
    const order = { release, reason: "promotion" } as const;
    expect((await renderSlot(of.context, of.slot, order)).isErr()).toBe(true);
    const allowed = delivery({ guards: { allowEmpty: true } });
    const empty = (await renderSlot(allowed.context, allowed.slot, order))._unsafeUnwrap();
    const { change } = (await planned(allowed, empty, live.lock))._unsafeUnwrap();
    expect(change.remove).toHaveLength(2);
  });
});

describe("what the host adds to a render", () => {
  it("may differ by slot, and a secret value never reaches a manifest in plain text", async () => {
    await put("shop", "deploy/settings.yaml", SETTINGS.replace("greeting}", "secrets.TOKEN}"));
    const secrets = { TOKEN: secretValue("hunter2-and-more") };
    const error = await refused(delivery({ render: ({ environment }) => (environment === "dev" ? { secrets } : {}) }));
    expect(error.code).toBe("RENDER_REJECTED");
    expect(error.message).not.toContain("hunter2");
  });
});

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
    const before = github.calls.length;
    const { change, after, before: objects } = (await planned(other, next, live.lock))._unsafeUnwrap();
    expect(change).toMatchObject({ write: new Map(), remove: [] });
    expect(objects).toEqual(after);
    expect(github.calls.slice(before).filter(({ route }) => route.includes("blobs"))).toEqual([]);
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
});

describe("drift", () => {
  it("is seen from the listing alone, and files are read only to name what was edited", async () => {
    const of = delivery({ highLevelPath: "hld/dev/cart" });
    const live = await rendered(of);
    await deploy(of, live);
    await put("manifests", "envs/dev/cart/README.md", "hello");
    const before = github.calls.length;
    expect(await drift(of, live.lock)).toEqual([]);
    expect(github.calls.slice(before).filter(({ route }) => route.includes("blobs"))).toEqual([]);
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
