import { encodeLock, type GitHubClient, LOCK_FILE } from "@gitops/github-reporter";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import {
  batchOf,
  CODE,
  fluxEvent,
  lockOf,
  MANIFESTS,
  quickClock,
  reporterOf,
  type Shop,
  startShop,
  statesOf,
} from "./reporter-shop.ts";

/** What a crash does: the request never leaves, or its answer is never heard. */
type Crash = "before" | "after";

describe("a reporter that dies", () => {
  let shop: Shop;
  let dispatched: string[];
  let runs = 0;
  beforeAll(async () => {
    shop = await startShop();
    dispatched = [];
    const idOf = (payload: Readonly<Record<string, unknown>>): string => String(payload["id"]);
    shop.github.onRepositoryDispatch(CODE, ({ clientPayload }) => void dispatched.push(idOf(clientPayload)), {
      runName: ({ clientPayload }) => `Deployed (${idOf(clientPayload)})`,
    });
  });
  afterAll(() => closeGitHub(shop.github));

  it("at any of its requests, before or after the effect, leaves what the next one completes to the same end", async () => {
    const alive = await deploy({ after: Infinity, crash: "before" });
    expect(alive.end).toMatchObject({ dispatches: 1, deployments: 1 });

    for (let after = 0; after < alive.requests; after += 1) {
      for (const crash of ["before", "after"] as const) {
        const { end } = await deploy({ after, crash });
        expect(end, `died ${crash} request ${after + 1}`).toEqual(alive.end);
      }
    }
  });

  /** Deploys once more, with a process that dies after so many requests and another one that takes over. */
  async function deploy(fate: { readonly after: number; readonly crash: Crash }): Promise<{
    readonly requests: number;
    readonly end: unknown;
  }> {
    const before = await counts();
    runs += 1;
    const lock = lockOf({ environment: "dev", source: shop.source });
    // The same release again, with other configuration: another commit, and so another deployment.
    const config = {
      repository: "acme/config",
      ref: "main",
      sha: shop.introduced,
      digest: `sha256:${String(runs).padStart(64, "0")}`,
    };
    const sha = await shop.commit(`envs/dev/cart/${LOCK_FILE}`, encodeLock({ ...lock, config: [config] }));
    const batch = batchOf("dev", fluxEvent("progressing", sha, 10 * runs), fluxEvent("succeeded", sha, 10 * runs + 1));

    const mortal = mortalClient(shop.client, fate);
    await reporterOf(shop, { client: mortal.client }).reporter.handle(batch);
    // What was announced may have been sent: its run is looked for a while later.
    const later = { ...quickClock, now: () => Date.now() + 60_000 };
    const successor = reporterOf(shop, { clock: later }).reporter;
    expect(await successor.handle(batch)).toMatchObject({ code: "done" });

    await shop.github.idle();
    const after = await counts();
    return {
      requests: mortal.requests(),
      end: {
        manifests: await statesOf(shop.client, { repository: MANIFESTS, sha }),
        code: await statesOf(shop.client, { repository: CODE, sha: shop.source }),
        deployments: after.deployments - before.deployments,
        states: after.states,
        dispatches: after.dispatches - before.dispatches,
      },
    };
  }

  async function counts(): Promise<{
    readonly deployments: number;
    readonly states: readonly string[];
    readonly dispatches: number;
  }> {
    const repository = { owner: "acme", repo: "shop" };
    const { data } = await shop.client.request("GET /repos/{owner}/{repo}/deployments", {
      ...repository,
      per_page: 100,
    });
    const [newest] = data;
    const states =
      newest === undefined
        ? []
        : await shop.client.request("GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
            ...repository,
            deployment_id: Number(newest.id),
          });
    return {
      deployments: data.length,
      states: "data" in states ? states.data.map(({ state }) => state) : [],
      dispatches: dispatched.length,
    };
  }
});

/** A client of a process that dies after so many requests: from then on nothing is sent, and nothing is heard. */
function mortalClient(
  client: GitHubClient,
  { after, crash }: { readonly after: number; readonly crash: Crash },
): { readonly client: GitHubClient; readonly requests: () => number } {
  let requests = 0;
  const request = async (route: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> => {
    requests += 1;
    if (requests > after + 1 || (requests > after && crash === "before")) throw new Error("the process is dead");
    const answer: unknown = await (client.request as (route: string, parameters: unknown) => Promise<unknown>)(
      route,
      parameters,
    );
    if (requests > after) throw new Error("the process is dead");
    return answer;
  };
  const mortal = Object.assign(request, { defaults: () => mortal, endpoint: client.request.endpoint });
  return { client: { request: mortal } as unknown as GitHubClient, requests: () => requests };
}
