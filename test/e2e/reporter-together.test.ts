import { createGitHubClient, type GitHubClient } from "@gitops/github-reporter";
import type { RepositoryDispatch } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import {
  batchOf,
  CODE,
  fluxEvent,
  MANIFESTS,
  quickClock,
  recordDispatches,
  reporterOf,
  type Shop,
  startShop,
  statesOf,
} from "./reporter-shop.ts";

/** As when a queue gives a message to a second worker because the first one took too long. */
describe("two reporters at once", () => {
  let shop: Shop;
  let dispatched: readonly RepositoryDispatch[];
  beforeEach(async () => {
    shop = await startShop();
    dispatched = recordDispatches(shop);
  });
  afterEach(() => closeGitHub(shop.github));

  it("show the same and dispatch once, however often they start together", async () => {
    const succeeded = batchOf("dev", fluxEvent("succeeded", shop.introduced, 1));
    const verdicts = await Promise.all(Array.from({ length: 4 }, () => reporterOf(shop).reporter.handle(succeeded)));
    // Who announced second looks again when GitHub lists the run of the first.
    expect(verdicts.map(({ code }) => code)).not.toContain("reject");
    const later = reporterOf(shop, { clock: { ...quickClock, now: () => Date.now() + 60_000 } }).reporter;
    expect(await later.handle(succeeded)).toMatchObject({ code: "done" });

    await shop.github.idle();
    expect(dispatched).toHaveLength(1);
    expect(await statesOf(shop.client, { repository: MANIFESTS, sha: shop.introduced })).toEqual({
      "gitops/dev/cart/dev": "success",
      "gitops/dispatch/dev/cart/success": "success",
    });
    expect(await statesOf(shop.client, { repository: CODE, sha: shop.source })).toEqual({
      "gitops/dev/cart": "success",
    });
    // Each of them may have created a deployment: all but one are none.
    expect((await deploymentStates()).filter((state) => state !== "inactive")).toEqual(["success"]);
  });

  it("agree on the newer truth at the next look, whoever wrote last", async () => {
    const [first, second] = [reporterOf(shop).reporter, reporterOf(shop).reporter];
    await Promise.all([
      first.handle(batchOf("dev", fluxEvent("failed", shop.introduced, 1))),
      second.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 2))),
    ]);
    // GitHub has no compare-and-set for statuses: what one overwrote, the next look of the other mends.
    await second.handle(batchOf("dev", fluxEvent("succeeded", shop.introduced, 2)));
    expect(await statesOf(shop.client, { repository: CODE, sha: shop.source })).toEqual({
      "gitops/dev/cart": "success",
    });
    await shop.github.idle();
    expect(dispatched).toHaveLength(1);
  });

  it("leave no conclusion of the one that knew less, though it is the last to write", async () => {
    // Between what it read of the targets, and what it says of them on the code commit.
    const slow = slowClient(({ url }) => url.includes(`/shop/commits/${shop.source}/statuses`));
    const late = reporterOf(shop, { client: slow.client }).reporter;
    const succeeded = batchOf("dev", fluxEvent("succeeded", shop.introduced, 1));
    const handling = late.handle(succeeded);
    await slow.reached;
    await reporterOf(shop).reporter.handle(batchOf("dev", fluxEvent("failed", shop.introduced, 2)));
    slow.goOn();

    expect(await handling).toMatchObject({ code: "retry", scope: "key" });
    await late.handle(succeeded);
    expect(await statesOf(shop.client, { repository: CODE, sha: shop.source })).toEqual({
      "gitops/dev/cart": "failure",
    });
    await shop.github.idle();
    expect(dispatched).toEqual([]);
  });

  it("dispatch once, though one announces after the other has sent", async () => {
    const slow = slowClient(({ body }) => body.includes("Sending gitops.deployed"));
    const succeeded = batchOf("dev", fluxEvent("succeeded", shop.introduced, 1));
    const handling = reporterOf(shop, { client: slow.client }).reporter.handle(succeeded);
    await slow.reached;
    expect(await reporterOf(shop).reporter.handle(succeeded)).toMatchObject({ code: "done" });
    slow.goOn();

    expect(await handling).toMatchObject({ code: "done" });
    await shop.github.idle();
    expect(dispatched).toHaveLength(1);
    expect(await statesOf(shop.client, { repository: MANIFESTS, sha: shop.introduced })).toMatchObject({
      "gitops/dispatch/dev/cart/success": "success",
    });
  });

  it("dispatch once, though both find that nothing was sent", async () => {
    shop.github.faults.add({ fault: "bad-gateway", when: "before", route: "POST /repos/{owner}/{repo}/dispatches" });
    const succeeded = batchOf("dev", fluxEvent("succeeded", shop.introduced, 1));
    expect(await reporterOf(shop).reporter.handle(succeeded)).toMatchObject({ code: "retry" });
    const clock = { ...quickClock, now: () => Date.now() + 60_000 };
    const slow = slowClient(({ body }) => body.includes("No run of gitops.deployed"));
    const handling = reporterOf(shop, { client: slow.client, clock }).reporter.handle(succeeded);
    await slow.reached;
    // It ends the doubt and announces; its answer is lost, so that it does not know what it sent.
    shop.github.faults.add({ fault: "bad-gateway", when: "after", route: "POST /repos/{owner}/{repo}/dispatches" });
    expect(await reporterOf(shop, { clock }).reporter.handle(succeeded)).toMatchObject({ code: "retry" });
    slow.goOn();

    expect(await handling).toMatchObject({ code: "retry" });
    const later = { ...quickClock, now: () => Date.now() + 120_000 };
    expect(await reporterOf(shop, { clock: later }).reporter.handle(succeeded)).toMatchObject({ code: "done" });
    await shop.github.idle();
    expect(dispatched).toHaveLength(1);
  });

  async function deploymentStates(): Promise<readonly (string | undefined)[]> {
    const place = { owner: "acme", repo: "shop" };
    const { data } = await shop.client.request("GET /repos/{owner}/{repo}/deployments", place);
    const states = data.map(async ({ id }) => {
      const route = "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses";
      return (await shop.client.request(route, { ...place, deployment_id: Number(id) })).data[0]?.state;
    });
    return Promise.all(states);
  }

  /** A client that stops before the first request that fits, until it is told to go on. */
  function slowClient(fits: (request: { readonly url: string; readonly body: string }) => boolean): SlowClient {
    const [reached, go] = [gate(), gate()];
    const client = createGitHubClient({
      auth: { token: "bot-token" },
      baseUrl: shop.github.url,
      fetch: async (url, init) => {
        const body = typeof init?.body === "string" ? init.body : "";
        if (fits({ url: new Request(url).url, body })) {
          reached.open();
          await go.opened;
        }
        return fetch(url, init);
      },
    });
    return { client, reached: reached.opened, goOn: go.open };
  }
});

interface SlowClient {
  readonly client: GitHubClient;
  readonly reached: Promise<void>;
  readonly goOn: () => void;
}

interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

function gate(): Gate {
  const opening = new AbortController();
  const opened = new Promise<void>((resolve) => {
    opening.signal.addEventListener("abort", () => {
      resolve();
    });
  });
  return {
    opened,
    open: () => {
      opening.abort();
    },
  };
}
