import {
  createReporter,
  kubernetesStateSource,
  LaneFullError,
  memoryLane,
  type Reporter,
  type ReporterItem,
  resync,
  type ResyncOptions,
  standAlone,
  type StateSource,
} from "@gitops/github-reporter";
import { errAsync, ok, okAsync } from "neverthrow";
import { afterEach, describe, expect, it } from "vitest";

import { BOT, MANIFESTS, startShop, statesOf, writesOf } from "../../e2e/reporter-shop.ts";
import { closeGitHub } from "../openapi/close-github.ts";
import { failure, type KubernetesApi, type KubernetesApiOptions, startKubernetesApi } from "./kubernetes-api.ts";
import { HELM_RELEASES, KUSTOMIZATIONS, kustomizations, recorded } from "./recorded.ts";

const NOW = Date.parse("2026-11-22T22:00:00Z");

let api: KubernetesApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

async function sourceOf(options: KubernetesApiOptions, pageSize = 100): Promise<StateSource> {
  api = await startKubernetesApi(options);
  return kubernetesStateSource({ get: api.get, pageSize });
}

/** Takes in events as a lane does, and keeps their ids. */
function intake() {
  const ids = new Set<string>();
  const accept: Reporter["accept"] = ({ involvedObject }, { cluster, id }) => {
    if (involvedObject.name === "foreign") return okAsync("ignored");
    if (ids.has(`${cluster}/${id}`)) return okAsync("duplicate");
    ids.add(`${cluster}/${id}`);
    return okAsync("stored");
  };
  return { ids, accept };
}

const run = (options: Pick<ResyncOptions, "source" | "accept"> & Partial<ResyncOptions>) =>
  resync({ cluster: "dev", clock: { now: () => NOW }, ...options });

describe("a resync", () => {
  it("accepts each state once, for as long as it stays the same", async () => {
    const lists = { [KUSTOMIZATIONS]: kustomizations(45), [HELM_RELEASES]: [recorded("helmreleases/ready")] };
    const source = await sourceOf({ lists }, 20);
    const { accept } = intake();

    expect((await run({ source, accept }))._unsafeUnwrap()).toEqual({
      seen: 46,
      accepted: 46,
      duplicate: 0,
      ignored: 0,
      unreadable: 0,
      problems: [],
    });
    expect((await run({ source, accept }))._unsafeUnwrap()).toMatchObject({ seen: 46, accepted: 0, duplicate: 46 });
  });

  it("keeps clusters apart", async () => {
    const source = await sourceOf({ lists: { [KUSTOMIZATIONS]: kustomizations(1), [HELM_RELEASES]: [] } });
    const { accept, ids } = intake();
    for (const cluster of ["dev", "prod"]) {
      expect((await run({ source, accept, cluster }))._unsafeUnwrap().accepted).toBe(1);
    }

    expect(ids.size).toBe(2);
  });

  it("counts what says nothing, belongs to nobody, or cannot be read", async () => {
    const ready = recorded("kustomizations/ready");
    const foreign = { ...ready, metadata: { ...ready.metadata, name: "foreign" } };
    const objects = [ready, foreign, recorded("kustomizations/new"), { metadata: {} }];
    const source = await sourceOf({ lists: { [KUSTOMIZATIONS]: objects } });
    const report = (await run({ source, accept: intake().accept }))._unsafeUnwrap();

    expect(report).toMatchObject({ seen: 4, accepted: 1, duplicate: 0, ignored: 2, unreadable: 1 });
    expect(report.problems.map(({ code }) => code)).toEqual(["object-unreadable", "kind-missing"]);
  });

  it("tells of a hundred problems and counts them all", async () => {
    const source = await sourceOf({
      lists: { [KUSTOMIZATIONS]: Array<unknown>(250).fill(null), [HELM_RELEASES]: [] },
    });
    const report = (await run({ source, accept: intake().accept }))._unsafeUnwrap();

    expect(report.unreadable).toBe(250);
    expect(report.problems).toHaveLength(100);
  });

  it("stops at the first error of the lane", async () => {
    const source = await sourceOf({ lists: { [KUSTOMIZATIONS]: kustomizations(200) } }, 100);
    let asked = 0;
    const accept: Reporter["accept"] = () => {
      asked += 1;
      return asked === 20 ? errAsync(new LaneFullError("The lane is full.")) : okAsync("stored");
    };

    expect((await run({ source, accept }))._unsafeUnwrapErr().code).toBe("LANE_FULL");
    expect(asked).toBeLessThan(50);
    expect(api!.requests).toHaveLength(1);
  });

  it("keeps what it accepted when the cluster fails later, and finds the rest the next time", async () => {
    const { accept, ids } = intake();
    const source = await sourceOf(
      {
        lists: { [KUSTOMIZATIONS]: kustomizations(6), [HELM_RELEASES]: [] },
        fault: ({ count }) => (count === 2 ? failure(503, "ServiceUnavailable") : undefined),
      },
      3,
    );

    expect((await run({ source, accept }))._unsafeUnwrapErr()).toMatchObject({
      code: "STATE_SOURCE_UNAVAILABLE",
      status: 503,
    });
    expect(ids.size).toBe(3);
    expect((await run({ source, accept }))._unsafeUnwrap()).toMatchObject({ accepted: 3, duplicate: 3 });
  });

  it("ends when the signal aborts while the cluster does not answer", async () => {
    const controller = new AbortController();
    const source = await sourceOf({
      lists: {},
      fault: () => () => {
        controller.abort("enough");
      },
    });
    const error = (await run({ source, accept: intake().accept, signal: controller.signal }))._unsafeUnwrapErr();

    expect(error).toMatchObject({ code: "RESYNC_ABORTED", cause: "enough" });
    expect(error.message).toContain("cluster dev");
  });

  it("accepts nothing more once the signal has aborted", async () => {
    const controller = new AbortController();
    const source = await sourceOf({ lists: { [KUSTOMIZATIONS]: kustomizations(100) } });
    let asked = 0;
    const accept: Reporter["accept"] = () => {
      asked += 1;
      controller.abort();
      return okAsync("stored");
    };

    expect((await run({ source, accept, signal: controller.signal }))._unsafeUnwrapErr().code).toBe("RESYNC_ABORTED");
    expect(asked).toBeLessThan(20);
  });

  it("hears of a source that throws, and of one that ends with an error", async () => {
    const thrown: StateSource = {
      read: () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("socket closed")) }),
      }),
    };
    expect((await run({ source: thrown, accept: intake().accept }))._unsafeUnwrapErr()).toMatchObject({
      code: "STATE_SOURCE_UNAVAILABLE",
      cause: { message: "socket closed" },
    });

    const ended = await sourceOf({ lists: {}, fault: () => failure(401, "Unauthorized") });
    expect((await run({ source: ended, accept: intake().accept }))._unsafeUnwrapErr()).toMatchObject({ status: 401 });
  });

  it("takes any source of plain data", async () => {
    const source: StateSource = {
      async *read() {
        await Promise.resolve();
        yield ok({ objects: [], problems: [] });
      },
    };

    expect((await run({ source, accept: intake().accept }))._unsafeUnwrap().seen).toBe(0);
  });
});

describe("a success that Flux never sent", () => {
  it("is shown on GitHub after a resync, and written once however often it is confirmed", async () => {
    const shop = await startShop();
    const lane = memoryLane<ReporterItem>();
    const reporter = createReporter({
      client: shop.client,
      lane,
      identity: { logins: [BOT] },
      resolveTarget: standAlone({ repository: MANIFESTS }),
    });
    const running = await reporter.run();
    const pass = async (reconciledAt: string) => {
      const objects = [readyAt(`main@sha1:${shop.introduced}`, reconciledAt)];
      const source: StateSource = kubernetesStateSource({
        get: () => Promise.resolve({ items: objects }),
        kinds: ["Kustomization"],
      });
      const report = await run({ source, accept: (event, origin) => reporter.accept(event, origin) });
      await expect.poll(() => lane.pending().unwrapOr(-1), { timeout: 20_000 }).toBe(0);
      return report._unsafeUnwrap();
    };

    expect(await pass("2026-11-22T21:42:10Z")).toMatchObject({ accepted: 1 });
    expect(await statesOf(shop.client, { repository: MANIFESTS, sha: shop.introduced })).toEqual({
      "gitops/dev/shop.cart/dev": "success",
    });
    const writes = writesOf(shop.github);
    expect(await pass("2026-11-22T21:42:10Z")).toMatchObject({ accepted: 0, duplicate: 1 });
    expect(await pass("2026-11-22T21:52:10Z")).toMatchObject({ accepted: 1, duplicate: 0 });
    await running.stop();
    expect(writesOf(shop.github)).toEqual(writes);
    await closeGitHub(shop.github);
  });
});

function readyAt(revision: string, lastTransitionTime: string) {
  const { metadata, spec } = recorded("kustomizations/ready");
  const ready = { type: "Ready", status: "True", reason: "ReconciliationSucceeded", observedGeneration: 3 };
  const conditions = [{ ...ready, message: `Applied revision: ${revision}`, lastTransitionTime }];
  const status = { conditions, observedGeneration: 3, lastAppliedRevision: revision, lastAttemptedRevision: revision };
  return { metadata, spec, status };
}
