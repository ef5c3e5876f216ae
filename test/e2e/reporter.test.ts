import { encodeLock, LOCK_FILE, readStatuses, type ReporterItem } from "@gitops/github-reporter";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import {
  batchOf,
  BOT,
  clientOf,
  CODE,
  fluxEvent,
  keptBetween,
  lockOf,
  MANIFESTS,
  reporterOf,
  type Shop,
  startShop,
  statesOf,
  writesOf,
} from "./reporter-shop.ts";

const DONE = { code: "done" };

describe("a reporter", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop();
  });
  afterEach(() => closeGitHub(shop.github));

  const onManifests = (sha = shop.introduced): Promise<Readonly<Record<string, string>>> =>
    statesOf(shop.client, { repository: MANIFESTS, sha });
  const onCode = (): Promise<Readonly<Record<string, string>>> =>
    statesOf(shop.client, { repository: CODE, sha: shop.source });

  it("needs eight writes for a deployment with everything", async () => {
    const { reporter } = reporterOf(shop);
    expect(await reporter.handle(batchOf("dev", fluxEvent("progressing", shop.introduced, 1)))).toMatchObject(DONE);
    expect(await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 2)))).toMatchObject(DONE);

    expect(writesOf(shop.github)).toEqual([
      "POST statuses/{sha} gitops/dev/cart/dev pending",
      "POST deployments",
      "POST statuses/{sha} gitops/dev/cart/dev success",
      "POST deployments/{deployment_id}/statuses success",
      "POST statuses/{sha} gitops/dev/cart success",
      "POST statuses/{sha} gitops/dispatch/dev/cart/success pending",
      "POST dispatches gitops.deployed",
      "POST statuses/{sha} gitops/dispatch/dev/cart/success success",
    ]);
  });

  it("writes what Flux said, when, and about which release", async () => {
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 7)));

    const commit = { repository: MANIFESTS, sha: shop.introduced };
    const statuses = (await readStatuses(shop.client, commit, { creators: [BOT] }))._unsafeUnwrap();
    expect(statuses.find(({ context }) => context === "gitops/dev/cart/dev")).toMatchObject({
      state: "success",
      text: "finished its reconciliation",
      at: "2026-03-02T10:00:07Z",
      id: "r-0123456789abcdef",
      creator: BOT,
    });
  });

  it("writes nothing for a heartbeat or a duplicate, and reads once", async () => {
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 1)));
    const calls = shop.github.calls.length;

    await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 1)));
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 601)));
    expect(shop.github.calls.slice(calls).map(({ route }) => route)).toEqual([
      "GET /repos/{owner}/{repo}/commits/{ref}/statuses",
      "GET /repos/{owner}/{repo}/commits/{ref}/statuses",
    ]);
  });

  it("writes nothing again after a restart", async () => {
    await reporterOf(shop).reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 1)));
    const writes = writesOf(shop.github).length;
    const verdict = await reporterOf(shop).reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 1)));
    expect(verdict).toMatchObject(DONE);
    expect(writesOf(shop.github)).toHaveLength(writes);
  });

  it("lets no late progress and no superseded check hide a verdict", async () => {
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 5)));
    await reporter.handle(
      batchOf("dev", fluxEvent("progressing", shop.introduced, 8), fluxEvent("superseded", shop.introduced, 9)),
    );
    expect(await onManifests()).toMatchObject({ "gitops/dev/cart/dev": "success" });
  });

  it("keeps a failure that arrives late from hiding a success that was confirmed later, also after a restart", async () => {
    const deliver = keptBetween();
    await deliver(reporterOf(shop).reporter, batchOf("dev", fluxEvent("succeeded", shop.introduced, 10)));
    await deliver(reporterOf(shop).reporter, batchOf("dev", fluxEvent("succeeded", shop.introduced, 30)));
    await deliver(reporterOf(shop).reporter, batchOf("dev", fluxEvent("failed", shop.introduced, 20)));
    expect(await onManifests()).toMatchObject({ "gitops/dev/cart/dev": "success" });
  });

  it("shows a failure on the target, the code commit and the deployment, and dispatches nothing unasked", async () => {
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("dev", fluxEvent("failed", shop.introduced, 1)));
    expect(await onManifests()).toEqual({ "gitops/dev/cart/dev": "failure" });
    expect(await onCode()).toEqual({ "gitops/dev/cart": "failure" });
    expect(await deploymentsOf(shop)).toEqual([{ environment: "dev", states: ["failure"] }]);
  });

  it("dispatches a failure when it is asked to", async () => {
    const types: string[] = [];
    shop.github.onRepositoryDispatch(CODE, ({ eventType }) => void types.push(eventType));
    const { reporter } = reporterOf(shop, { dispatch: { onFailure: true } });
    await reporter.handle(batchOf("dev", fluxEvent("failed", shop.introduced, 1)));
    await shop.github.idle();
    expect(types).toEqual(["gitops.failed"]);
  });

  it("flips the verdict when a failed revision recovers, and back when it fails again", async () => {
    const { reporter } = reporterOf(shop);
    for (const [says, state, second] of [
      ["failed", "failure", 1],
      ["succeeded", "success", 2],
      ["failed", "failure", 3],
    ] as const) {
      await reporter.handle(batchOf("dev", fluxEvent(says, shop.introduced, second)));
      expect(await onManifests()).toMatchObject({ "gitops/dev/cart/dev": state });
      expect(await onCode()).toEqual({ "gitops/dev/cart": state });
    }
    expect(await deploymentsOf(shop)).toEqual([{ environment: "dev", states: ["failure", "success", "failure"] }]);
    expect(writesOf(shop.github).filter((write) => write.startsWith("POST dispatches"))).toHaveLength(1);
  });

  it("writes on the introducing commit when Flux reports a later revision with the same lock", async () => {
    const later = await shop.commit("README.md", "unrelated\n");
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", later, 1)));
    expect(await onManifests()).toMatchObject({ "gitops/dev/cart/dev": "success" });
    expect(await onManifests(later)).toEqual({});
  });

  it("writes nothing about a revision that has no lock in the slot, and says so", async () => {
    const { reporter, told } = reporterOf(shop, {
      resolveTarget: () => ({
        repository: MANIFESTS,
        slot: "dev/front",
        environment: "dev",
        app: "front",
        path: "envs/dev/front",
        target: "dev",
        targets: ["dev"],
        next: [],
      }),
    });
    expect(await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 1)))).toMatchObject(DONE);
    expect(writesOf(shop.github)).toEqual([]);
    expect(told[0]).toMatchObject({ code: "ignored", why: "no-lock", revision: shop.introduced });
  });

  it("rejects events whose revision is not in the repository", async () => {
    const { reporter, told } = reporterOf(shop);
    const batch = batchOf("dev", fluxEvent("succeeded", "f".repeat(40), 1));
    // GitHub may list it a moment later.
    expect(await reporter.handle(batch)).toMatchObject({ code: "retry", scope: "key" });
    const verdict = await reporter.handle({ ...batch, attempt: 3 });
    expect(verdict).toMatchObject({ code: "reject", why: expect.stringContaining("404") as string });
    expect(told).toMatchObject([{ code: "retry" }, { code: "rejected" }]);
  });

  it("rejects only what belongs to a broken revision, and forgets nothing of the rest", async () => {
    const broken = await shop.commit(`envs/dev/cart/${LOCK_FILE}`, "{}");
    const deliver = keptBetween();
    await deliver(reporterOf(shop).reporter, batchOf("dev", fluxEvent("succeeded", shop.introduced, 10)));
    const mixed = batchOf("dev", fluxEvent("succeeded", shop.introduced, 30), fluxEvent("succeeded", broken, 31));
    expect(await deliver(reporterOf(shop).reporter, mixed)).toMatchObject({
      code: "done",
      reject: [{ id: mixed.items[1]?.id, why: expect.stringContaining("cannot be read") as string }],
    });
    await deliver(reporterOf(shop).reporter, batchOf("dev", fluxEvent("failed", shop.introduced, 20)));
    expect(await onManifests()).toMatchObject({ "gitops/dev/cart/dev": "success" });
  });

  it("rejects an item that is none of its own, and handles the others", async () => {
    const good = batchOf("dev", fluxEvent("succeeded", shop.introduced, 1));
    const foreign = [5, null, { event: {} }, { expectation: {} }].map((body, index) => ({
      ...good.items[0],
      id: `foreign-${index}`,
      body: body as unknown as ReporterItem,
    }));
    const verdict = await reporterOf(shop).reporter.handle({ ...good, items: [...good.items, ...foreign] });
    expect(verdict).toMatchObject({ code: "done", reject: foreign.map(({ id }) => ({ id })) });
    expect(await onManifests()).toMatchObject({ "gitops/dev/cart/dev": "success" });
  });

  it("rejects a lock that it cannot read", async () => {
    const sha = await shop.commit(`envs/dev/cart/${LOCK_FILE}`, "{}");
    const { reporter } = reporterOf(shop);
    expect(await reporter.handle(batchOf("dev", fluxEvent("succeeded", sha, 1)))).toMatchObject({
      code: "reject",
      why: expect.stringContaining("cannot be read") as string,
    });
  });

  it("rejects its events while it writes under a login that is not declared", async () => {
    const { reporter } = reporterOf(shop, { client: clientOf(shop.github, "mallory-token") });
    expect(await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 1)))).toMatchObject({
      code: "reject",
      why: expect.stringContaining("mallory") as string,
    });
  });

  it("shows a rollback to an earlier release as a deployment of its own", async () => {
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 1)));
    const rollback = await shop.commit(
      `envs/dev/cart/${LOCK_FILE}`,
      encodeLock({ ...lockOf({ environment: "dev", source: shop.source }), reason: "rollback" }),
    );
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", rollback, 60)));
    expect(await deploymentsOf(shop)).toEqual([
      { environment: "dev", states: ["success"] },
      { environment: "dev", states: ["success"] },
    ]);
  });

  it("keeps the verdict of a release's latest deployment when an earlier one fails late", async () => {
    const { reporter } = reporterOf(shop);
    const again = await shop.commit(
      `envs/dev/cart/${LOCK_FILE}`,
      encodeLock({ ...lockOf({ environment: "dev", source: shop.source }), reason: "config-change" }),
    );
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", again, 60)));
    await reporter.handle(batchOf("dev", fluxEvent("failed", shop.introduced, 30)));
    expect(await onCode()).toEqual({ "gitops/dev/cart": "success" });
    expect(await onManifests()).toMatchObject({ "gitops/dev/cart/dev": "failure" });
    // GitHub would show the one that was created last as what runs.
    expect(await deploymentsOf(shop)).toEqual([{ environment: "dev", states: ["success"] }]);
  });

  it("tells the workflows everything in ten keys", async () => {
    const payloads: unknown[] = [];
    shop.github.onRepositoryDispatch(CODE, ({ clientPayload }) => void payloads.push(clientPayload));
    const { reporter } = reporterOf(shop);
    await reporter.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 1)));
    await shop.github.idle();
    expect(payloads).toEqual([
      {
        schema: 1,
        id: expect.stringMatching(/^r-0123456789abcdef-success-[0-9a-f]{12}$/) as string,
        release: "r-0123456789abcdef",
        app: "cart",
        environment: "dev",
        result: "success",
        source: { repository: CODE, sha: shop.source },
        manifests: { repository: MANIFESTS, sha: shop.introduced },
        targets: [{ name: "dev", state: "success" }],
        next: ["stage"],
      },
    ]);
  });

  it("takes events through its lane, once each", async () => {
    const { reporter } = reporterOf(shop);
    const running = await reporter.run();
    const event = fluxEvent("succeeded", shop.introduced, 1);
    expect((await reporter.accept(event, { cluster: "dev", id: "1" }))._unsafeUnwrap()).toBe("stored");
    expect((await reporter.accept(event, { cluster: "dev", id: "1" }))._unsafeUnwrap()).toBe("duplicate");
    expect(
      (
        await reporter.accept(fluxEvent("succeeded", shop.introduced, 1, "podinfo"), { cluster: "dev", id: "2" })
      )._unsafeUnwrap(),
    ).toBe("ignored");
    await expect.poll(onCode, { timeout: 20_000 }).toEqual({ "gitops/dev/cart": "success" });
    await running.stop();
  });
});

/** Deployments of the code repository, oldest first, with their states, oldest first. */
async function deploymentsOf(
  shop: Shop,
): Promise<readonly { readonly environment: string; readonly states: readonly string[] }[]> {
  const repository = { owner: "acme", repo: "shop" };
  const { data } = await shop.client.request("GET /repos/{owner}/{repo}/deployments", repository);
  const deployments = await Promise.all(
    data.map(async ({ id, environment }) => {
      const parameters = { ...repository, deployment_id: Number(id) };
      const statuses = await shop.client.request(
        "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
        parameters,
      );
      return { environment, states: statuses.data.map(({ state }) => state).reverse() };
    }),
  );
  return deployments.reverse();
}
