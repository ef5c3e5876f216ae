import { secretValue } from "@gitops/manifest-renderer";
import type { ConfigSource } from "@gitops/promotion";
import { describe, expect, it } from "vitest";

import {
  createConfigReader,
  currentConfiguration,
  lockConfiguration,
  renderSlot,
} from "../../packages/promotion/fixtures/rendering.ts";
import {
  DEPLOYMENT,
  SETTINGS,
  GIT,
  useRepositories,
  routesOf,
  delivery,
  put,
  setVariables,
  releaseNow,
  rendered,
  refused,
  configuration,
  planned,
  deploy,
  manifest,
} from "./slot-rendering.ts";

useRepositories();

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
    const of = delivery({ config: [source, { kind: "inline", values: { replicas: 2 } }, GIT] });
    const { lock } = await rendered(of);
    const [revision] = lock.config;
    expect(revision).toMatchObject({ repository: "acme/shop", ref: "environment/dev" });
    expect(revision?.digest).toBe(`sha256:${revision?.sha ?? ""}`);
    expect(await configuration(of)).toBe(lockConfiguration(lock));
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
    const routes = await routesOf(async () => {
      for (const environment of ["dev", "stage", "prod"]) {
        (await currentConfiguration(of.context, { ...of.slot, environment }, reader))._unsafeUnwrap();
      }
    });
    expect(routes).toEqual([
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
