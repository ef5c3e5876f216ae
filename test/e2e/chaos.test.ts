import type { RepositoryDispatch } from "@gitops/testing";
import { describe, expect, it } from "vitest";

import type { History } from "../../bench/chaos/history.ts";
import { judge, type Verdict } from "../../bench/chaos/judge.ts";
import { DEFAULTS } from "../../bench/chaos/options.ts";
import { violationsOf } from "../../bench/chaos/report.ts";
import { runChaos } from "../../bench/chaos/run.ts";
import { BOT, CODE, type Deployment, type Target, TARGETS } from "../../bench/chaos/slots.ts";
import type { State } from "../../bench/chaos/story.ts";
import type { Told } from "../../bench/chaos/truth.ts";

// The short version of `npm run chaos`; docs/durability.md says what it does.
describe("a connector that is killed while GitHub fails", () => {
  it("shows the truth about everything that it accepted, and dispatches once", async () => {
    const report = await runChaos({ ...DEFAULTS, seconds: 5, slots: 24 });
    const violations = violationsOf(report);
    expect(violations).toEqual(Object.fromEntries(Object.keys(violations).map((name) => [name, 0])));
    // A run in which nothing happened would prove nothing.
    expect(report.kills).toBeGreaterThan(0);
    expect([...report.history.faults.keys()]).toContain("connection-reset");
    expect(report.events.some(({ fate }) => fate === "accepted")).toBe(true);
    expect(report.dispatches).toBeGreaterThan(0);
  });

  it("is found out when events count in the order of their arrival", async () => {
    const report = await runChaos({ ...DEFAULTS, seconds: 3, slots: 30, without: "fold" });
    expect(violationsOf(report)["wrong targets"]).toBeGreaterThan(0);
  });
});

describe("the judge of chaos", () => {
  const deployment: Deployment = { app: "cart", introduced: "a", later: "b", source: "c", round: 0 };
  const at = (state: State, second: number, target: Target): Told => {
    return { deployment, target, state, second, body: "", sendAt: [0], fate: "accepted" };
  };
  const events = TARGETS.flatMap((target) => [at("pending", 9, target), at("success", 5, target)]);
  const clientPayload = { result: "success", targets: TARGETS.map((name) => ({ name, state: "success" })) };
  const dispatch: RepositoryDispatch = { repository: CODE, eventType: "", clientPayload, sender: BOT, runId: 1 };

  /** What GitHub took of a deployment that went well, with changes to contexts. */
  function historyOf(changes: Readonly<Record<string, readonly (readonly [number, State, number])[]>> = {}): History {
    const contexts: typeof changes = {
      "a gitops/prod/cart/eu-1": [[1, "success", 5]],
      "a gitops/prod/cart/eu-2": [[2, "success", 5]],
      "a gitops/prod/cart/us-1": [[3, "success", 5]],
      "a gitops/prod/cart": [[4, "success", 5]],
      "c gitops/prod/cart": [[5, "success", 5]],
      ...changes,
    };
    return {
      statuses: (sha, context) =>
        (contexts[`${sha} ${context}`] ?? []).map(([id, state, second]) => ({ id, state, second, subject: "r-1" })),
      deployments: () => [{ slot: "prod/cart", manifests: "a", states: ["success"] }],
      isDeployed: () => true,
      calls: new Map(),
      faults: new Map(),
    };
  }
  const found = (verdict: Verdict): object => Object.fromEntries(Object.entries(verdict).filter(([, n]) => n !== 0));

  it("finds nothing wrong with what is right", () => {
    expect(found(judge(deployment, events, historyOf(), [dispatch]))).toEqual({});
  });

  it("finds what is missing", () => {
    const history = { ...historyOf({ "a gitops/prod/cart": [], "c gitops/prod/cart": [] }), deployments: () => [] };
    const expected = { wrongRollUps: 1, wrongVerdicts: 1, wrongDeployments: 1, missingDispatches: 1 };
    // Where another one is deployed, this one is not shown behind it.
    expect(found(judge(deployment, events, history, []))).toEqual({
      wrongRollUps: 1,
      wrongVerdicts: 1,
      missingDispatches: 1,
    });
    const first = { ...history, isDeployed: () => false };
    expect(found(judge(deployment, events, first, []))).toEqual(expected);
    expect(found(judge({ ...deployment, round: 1 }, events, history, []))).toEqual(expected);
  });

  it("finds a second dispatch, a second deployment, and a status that says nothing new", () => {
    const twice = historyOf({
      "c gitops/prod/cart": [
        [5, "success", 5],
        [6, "success", 6],
      ],
    });
    const history = { ...twice, deployments: () => [...twice.deployments("", ""), ...twice.deployments("", "")] };
    const expected = { wrongDeployments: 1, surplusDispatches: 1, repeatedWrites: 1 };
    expect(found(judge(deployment, events, history, [dispatch, dispatch]))).toEqual(expected);
  });

  it("finds a verdict that gave way for a moment, although all is right in the end", () => {
    const contexts = {
      "a gitops/prod/cart/eu-1": [
        [1, "success", 5],
        [6, "pending", 9],
        [7, "success", 5],
      ],
      "a gitops/prod/cart": [
        [4, "success", 5],
        [8, "pending", 9],
        [9, "success", 5],
      ],
    } as const;
    expect(found(judge(deployment, events, historyOf(contexts), [dispatch]))).toEqual({
      overwritten: 2,
      regressions: 2,
    });
  });

  it("finds a status that is not the greatest event, but lets one that may have been lost count or not", () => {
    const failed = at("failure", 7, "eu-1");
    const wrong = judge(deployment, [...events, failed], historyOf(), [dispatch]);
    expect(found(wrong)).toMatchObject({ wrongTargets: 1, wrongRollUps: 1, wrongVerdicts: 1, wrongDeployments: 1 });
    const doubtful: Told = { ...failed, fate: "doubtful" };
    expect(found(judge(deployment, [...events, doubtful], historyOf(), [dispatch]))).toEqual({});
  });
});
