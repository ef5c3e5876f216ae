import { standAlone } from "@gitops/github-reporter";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import { batchOf, CODE, fluxEvent, MANIFESTS, reporterOf, type Shop, startShop, statesOf } from "./reporter-shop.ts";

describe("a reporter without a pipeline", () => {
  let shop: Shop;
  const dispatches: unknown[] = [];
  beforeEach(async () => {
    shop = await startShop();
    dispatches.length = 0;
    shop.github.onRepositoryDispatch(CODE, ({ clientPayload }) => void dispatches.push(clientPayload));
  });
  afterEach(() => closeGitHub(shop.github));

  it("reports an object on the reported commit, under the name of the cluster", async () => {
    const revision = await shop.commit("README.md", "no lock is needed\n");
    const { reporter } = reporterOf(shop, { resolveTarget: standAlone({ repository: MANIFESTS }) });
    expect(await reporter.handle(batchOf("prod", fluxEvent("succeeded", revision, 1, "podinfo")))).toMatchObject({
      code: "done",
    });
    expect(await statesOf(shop.client, { repository: MANIFESTS, sha: revision })).toEqual({
      "gitops/prod/podinfo/prod": "success",
    });
    await shop.github.idle();
    expect(dispatches).toEqual([]);
  });

  it("dispatches to a given repository once all expected objects succeeded", async () => {
    const { reporter } = reporterOf(shop, {
      resolveTarget: standAlone({ repository: MANIFESTS, expected: ["infrastructure", "apps"], app: "fleet" }),
      dispatch: { repository: CODE },
    });
    const commit = { repository: MANIFESTS, sha: shop.introduced };
    await reporter.handle(batchOf("prod", fluxEvent("succeeded", commit.sha, 1, "infrastructure")));
    expect(await statesOf(shop.client, commit)).toEqual({
      "gitops/prod/fleet/infrastructure": "success",
      "gitops/prod/fleet": "pending",
    });
    await shop.github.idle();
    expect(dispatches).toEqual([]);

    await reporter.handle(batchOf("prod", fluxEvent("succeeded", commit.sha, 2, "apps")));
    expect(await statesOf(shop.client, commit)).toMatchObject({ "gitops/prod/fleet": "success" });
    await shop.github.idle();
    expect(dispatches).toMatchObject([
      { release: null, source: null, app: "fleet", environment: "prod", manifests: commit },
    ]);
  });
});
