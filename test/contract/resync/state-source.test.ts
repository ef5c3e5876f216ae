import {
  type FluxObjectState,
  kubernetesStateSource,
  type KubernetesStateSourceOptions,
  type StateProblem,
  type StateSourceError,
} from "@gitops/github-reporter";
import { afterEach, describe, expect, it } from "vitest";

import { failure, type KubernetesApi, type KubernetesApiOptions, raw, startKubernetesApi } from "./kubernetes-api.ts";
import { HELM_RELEASES, KUSTOMIZATIONS, kustomizations, recorded } from "./recorded.ts";

interface Read {
  readonly objects: readonly FluxObjectState[];
  readonly problems: readonly StateProblem[];
  readonly pages: readonly number[];
  readonly error: StateSourceError | undefined;
}

let api: KubernetesApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

async function readAll(
  options: KubernetesApiOptions,
  source: Partial<KubernetesStateSourceOptions> = {},
  signal?: AbortSignal,
): Promise<Read> {
  api = await startKubernetesApi(options);
  return readFrom({ get: api.get, kinds: ["Kustomization"], ...source }, signal);
}

async function readFrom(options: KubernetesStateSourceOptions, signal?: AbortSignal): Promise<Read> {
  const objects: FluxObjectState[] = [];
  const problems: StateProblem[] = [];
  const pages: number[] = [];
  for await (const page of kubernetesStateSource(options).read(signal)) {
    if (page.isErr()) return { objects, problems, pages, error: page.error };
    objects.push(...page.value.objects);
    problems.push(...page.value.problems);
    pages.push(page.value.objects.length);
  }
  return { objects, problems, pages, error: undefined };
}

const names = ({ objects }: Read) => objects.map(({ name }) => name);

describe("the Kubernetes API as a source of states", () => {
  it("is read page by page", async () => {
    const read = await readAll({ lists: { [KUSTOMIZATIONS]: kustomizations(7) } }, { pageSize: 3 });

    expect(read).toMatchObject({ pages: [3, 3, 1], problems: [], error: undefined });
    expect(names(read)).toEqual(["cart-0", "cart-1", "cart-2", "cart-3", "cart-4", "cart-5", "cart-6"]);
    expect(api!.requests).toEqual([KUSTOMIZATIONS, `${KUSTOMIZATIONS} continued`, `${KUSTOMIZATIONS} continued`]);
  });

  it("gives what Flux and Kubernetes write, under their names", async () => {
    const lists = {
      [KUSTOMIZATIONS]: [recorded("kustomizations/ready-oci")],
      [HELM_RELEASES]: [recorded("helmreleases/ready")],
    };
    const { objects } = await readAll({ lists }, { kinds: ["Kustomization", "HelmRelease"] });

    expect(objects).toMatchObject([
      {
        kind: "Kustomization",
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
        namespace: "shop",
        generation: 3,
        observedGeneration: 3,
        suspended: false,
        deletionTimestamp: undefined,
        lastAppliedOriginRevision: "main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f",
        reconciliations: [{ originRevision: "main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f" }],
        annotations: { app: "cart" },
        annotatedAt: "2026-11-01T08:00:00Z",
      },
      {
        kind: "HelmRelease",
        apiVersion: "helm.toolkit.fluxcd.io/v2",
        lastAttemptedRevision: "20.6.2",
        releases: [{ chartVersion: "20.6.2", appVersion: "20.6.2" }, { chartVersion: "20.6.1" }],
        annotatedAt: "2026-11-22T21:41:30Z",
      },
    ]);
  });

  it("is asked for older versions where it does not serve the new ones", async () => {
    const lists = {
      "/apis/kustomize.toolkit.fluxcd.io/v1beta2/kustomizations": kustomizations(1),
      "/apis/helm.toolkit.fluxcd.io/v2beta2/helmreleases": [recorded("helmreleases/ready")],
    };
    const { objects, problems } = await readAll({ lists }, { kinds: ["Kustomization", "HelmRelease"] });

    expect(problems).toEqual([]);
    expect(objects.map(({ apiVersion }) => apiVersion)).toEqual([
      "kustomize.toolkit.fluxcd.io/v1beta2",
      "helm.toolkit.fluxcd.io/v2beta2",
    ]);
  });

  it("may have no HelmReleases", async () => {
    const read = await readAll(
      { lists: { [KUSTOMIZATIONS]: kustomizations(1) } },
      { kinds: ["HelmRelease", "Kustomization"] },
    );

    expect(names(read)).toEqual(["cart-0"]);
    expect(read.problems).toMatchObject([{ code: "kind-missing", kind: "HelmRelease" }]);
  });

  it("may forbid a kind, and the others are read", async () => {
    const read = await readAll(
      {
        lists: { [KUSTOMIZATIONS]: kustomizations(1), [HELM_RELEASES]: [recorded("helmreleases/ready")] },
        fault: ({ path }) => (path === KUSTOMIZATIONS ? failure(403, "Forbidden") : undefined),
      },
      { kinds: ["Kustomization", "HelmRelease"] },
    );

    expect(names(read)).toEqual(["redis"]);
    expect(read.problems).toMatchObject([{ code: "kind-forbidden", kind: "Kustomization" }]);
    expect(read.problems[0]!.why).toBe(
      "The account may not list kustomizations.kustomize.toolkit.fluxcd.io. Bind it to a role with the verb list.",
    );
  });

  it("is asked for some namespaces alone", async () => {
    const inShop = "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/shop/kustomizations";
    const inPay = "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/pay/kustomizations";
    const read = await readAll(
      { lists: { [inShop]: kustomizations(2), [inPay]: [] } },
      { namespaces: ["shop", "pay"] },
    );

    expect(names(read)).toEqual(["cart-0", "cart-1"]);
    expect(api!.requests).toEqual([inShop, inPay]);
  });

  it("is read anew, once, when the list has expired", async () => {
    const lists = { [KUSTOMIZATIONS]: kustomizations(5) };
    const read = await readAll(
      { lists, fault: ({ count }) => (count === 2 ? failure(410, "Expired") : undefined) },
      { pageSize: 3 },
    );

    expect(read.error).toBeUndefined();
    expect(read.pages).toEqual([3, 3, 2]);
  });

  it("gives up when lists keep expiring", async () => {
    const lists = { [KUSTOMIZATIONS]: kustomizations(5) };
    const read = await readAll(
      { lists, fault: ({ count }) => (count % 2 === 0 ? failure(410, "Expired") : undefined) },
      { pageSize: 3 },
    );

    expect(read.error).toMatchObject({ code: "STATE_SOURCE_UNAVAILABLE", status: 410 });
    expect(api!.requests).toHaveLength(4);
  });

  it.each([
    ["refuses the token", failure(401, "Unauthorized"), 401, "Renew the token"],
    ["is overloaded", failure(429, "TooManyRequests"), 429, "answered 429"],
    ["breaks", raw(500, "etcdserver: request timed out"), 500, "answered 500"],
    ["sends half of its JSON", raw(200, '{"kind":"KustomizationList","items":[{"metadata":{"na'), undefined, "no list"],
    ["sends a page of a proxy", raw(200, "<html>Sign in</html>"), undefined, "no list"],
    ["sends no list", raw(200, '{"kind":"KustomizationList","items":{}}'), undefined, "no list"],
    ["sends null", raw(200, "null"), undefined, "no list"],
    ["hangs up", (response: Parameters<ReturnType<typeof raw>>[0]) => void response.destroy(), undefined, "no list"],
  ])("ends with an error when it %s", async (_, answer, status, words) => {
    const read = await readAll({ lists: { [KUSTOMIZATIONS]: kustomizations(1) }, fault: () => answer });

    expect(read.objects).toEqual([]);
    expect(read.error).toMatchObject({ code: "STATE_SOURCE_UNAVAILABLE", status });
    expect(read.error!.message).toContain(words);
    expect(api!.requests).toHaveLength(1);
  });

  it("is left when the signal aborts, even while it does not answer", async () => {
    const controller = new AbortController();
    const read = await readAll(
      {
        lists: { [KUSTOMIZATIONS]: kustomizations(1) },
        fault: () => () => {
          controller.abort();
        },
      },
      {},
      controller.signal,
    );

    expect(read.error).toMatchObject({ code: "STATE_SOURCE_UNAVAILABLE", status: undefined });
  });

  it("is left when the signal aborts, even by a client that does not listen to it", async () => {
    const controller = new AbortController();
    const get = () => {
      controller.abort();
      return new Promise<never>(() => undefined);
    };
    const read = await readFrom({ get }, controller.signal);

    expect(read.error?.code).toBe("STATE_SOURCE_UNAVAILABLE");
  });

  it("is not asked once the signal has aborted", async () => {
    let requests = 0;
    const get = () => {
      requests += 1;
      return Promise.resolve({ items: [] });
    };

    expect((await readFrom({ get }, AbortSignal.abort())).error?.code).toBe("STATE_SOURCE_UNAVAILABLE");
    expect(requests).toBe(0);
  });

  it("is not followed in a circle", async () => {
    let requests = 0;
    const get = () => {
      requests += 1;
      return Promise.resolve({ items: [], metadata: { continue: "again" } });
    };

    expect((await readFrom({ get })).error?.message).toContain("does not end");
    expect(requests).toBe(2);
  });

  it.each([
    ["as the answer", () => Promise.resolve({ kind: "Status", status: "Failure", code: 403 })],
    ["as statusCode", () => Promise.reject(Object.assign(new Error("no"), { statusCode: 403 }))],
    ["as code", () => Promise.reject(Object.assign(new Error("no"), { code: 403 }))],
  ])("may say its status %s", async (_, get) => {
    const { problems } = await readFrom({ get, kinds: ["HelmRelease"] });

    expect(problems).toMatchObject([{ code: "kind-forbidden" }]);
  });

  it("does not take the exit code of a program for a status", async () => {
    const get = () => Promise.reject(Object.assign(new Error("kubectl ended with 1"), { code: 1 }));

    expect((await readFrom({ get })).error).toMatchObject({ status: undefined });
  });
});

describe("an object of another shape", () => {
  const readOne = async (object: unknown) =>
    readFrom({
      get: () => Promise.resolve({ items: [object, recorded("kustomizations/ready")] }),
      kinds: ["Kustomization"],
    });

  it.each([
    ["null", null],
    ["a text", "cart"],
    ["a list", []],
    ["an object without metadata", {}],
    ["an object without a name", { metadata: { namespace: "shop" } }],
    ["an object with a very long name", { metadata: { name: "x".repeat(300) } }],
  ])("is counted and left out: %s", async (_, object) => {
    const read = await readOne(object);

    expect(names(read)).toEqual(["cart"]);
    expect(read.problems).toMatchObject([{ code: "object-unreadable", kind: "Kustomization", name: undefined }]);
  });

  it("is named where it can be, and what it holds is not", async () => {
    const object = { metadata: { name: "pay", namespace: "shop" }, status: { conditions: "s3cret" } };
    const { problems } = await readOne(object);

    expect(problems).toMatchObject([{ name: "pay", namespace: "shop" }]);
    expect(problems[0]!.why).toBe(
      "Kustomization shop/pay was left out: status.conditions has another shape than Flux gives it.",
    );
  });

  it("tells less where a part of it is odd", async () => {
    const conditions = [null, { type: 1 }, { type: "Ready", status: "True", lastTransitionTime: 5, reason: null }];
    const metadata = { name: "pay", generation: "3", annotations: "none", managedFields: 7, deletionTimestamp: 1 };
    const { objects } = await readOne({ metadata, spec: [], status: { conditions, observedGeneration: 1.5 } });

    expect(objects[0]).toMatchObject({
      name: "pay",
      generation: undefined,
      observedGeneration: undefined,
      deletionTimestamp: "unknown",
      annotations: {},
      conditions: [{ type: "Ready", status: "True", reason: "", message: "", lastTransitionTime: undefined }],
    });
  });

  it("changes no prototype", async () => {
    const text = `{"metadata":{"name":"pay","__proto__":{"polluted":1},"annotations":{"event.toolkit.fluxcd.io/__proto__":"x",
      "event.toolkit.fluxcd.io/constructor":"y"}},"__proto__":{"polluted":1},"status":{"__proto__":{"polluted":1}}}`;
    const { objects } = await readOne(JSON.parse(text));

    expect(objects[0]?.name).toBe("pay");
    expect(Object.keys(objects[0]!.annotations)).toEqual(["__proto__", "constructor"]);
    expect({}).not.toHaveProperty("polluted");
    expect(Object.getPrototypeOf(objects[0]!.annotations)).toBe(Object.prototype);
  });

  it("may be nested as deeply as it likes, and have lists as long as it likes", async () => {
    const deep: unknown = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
    const condition = { type: "Other", status: "True", message: "x".repeat(100_000) };
    const object = {
      metadata: { name: "pay", managedFields: [{ fieldsV1: deep }], annotations: { other: deep } },
      spec: { values: deep },
      status: { conditions: [deep, ...Array<unknown>(5000).fill(condition)], history: deep },
    };
    const { objects } = await readOne(object);

    expect(objects[0]!.conditions.length).toBeLessThanOrEqual(100);
    expect(objects[0]!.conditions[0]!.message).toHaveLength(32_768);
  });
});

describe("a source with options that cannot be meant", () => {
  const get = () => Promise.resolve({});

  it.each([
    ["no kind", { kinds: [] }, TypeError],
    ["another kind", { kinds: ["Canary"] as never }, TypeError],
    ["no namespace", { namespaces: [] }, TypeError],
    ["a path as a namespace", { namespaces: ["shop/../../secrets"] }, TypeError],
    ["an empty page", { pageSize: 0 }, RangeError],
    ["a page of everything", { pageSize: 1e6 }, RangeError],
  ])("is refused: %s", (_, options, error) => {
    expect(() => kubernetesStateSource({ get, ...options })).toThrow(error);
  });
});
