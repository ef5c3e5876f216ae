import { eventOfState, kubernetesStateSource } from "@gitops/github-reporter";
import { foldOutcomes, isEventOf, outcomeOf } from "@gitops/flux-events";
import { describe, expect, it } from "vitest";

import { play, type Story } from "../flux-player/play.ts";
import { recorded } from "./recorded.ts";

const NOW = Date.parse("2026-11-22T22:00:00Z");
const CART = { name: "cart", path: "cart" };
const REDIS = { name: "redis", namespace: "shop", chart: { name: "redis", version: "20.6.1", appVersion: "7.4.1" } };
const NEXT = { name: "redis", version: "20.6.2", appVersion: "7.4.2" };

const upgrade: NonNullable<Story["act"]> = async ({ player, reconcile, finish }) => {
  await reconcile();
  await finish(player.cluster("dev").helmRelease("shop/redis").update({ chart: NEXT }));
};

/** What happens, told by events and found in the status afterwards. */
const STORIES: readonly (readonly [state: string, Story])[] = [
  ["kustomizations/ready", { cluster: { kustomizations: [{ ...CART, wait: true }] } }],
  [
    "kustomizations/unhealthy",
    { cluster: { kustomizations: [{ ...CART, wait: true }] }, scenario: () => ({ code: "unhealthy" }) },
  ],
  ["kustomizations/build-failed", { cluster: { kustomizations: [CART] }, scenario: () => ({ code: "build-failed" }) }],
  ["kustomizations/apply-failed", { cluster: { kustomizations: [CART] }, scenario: () => ({ code: "apply-failed" }) }],
  ["kustomizations/path-not-found", { cluster: { kustomizations: [{ name: "cart", path: "elsewhere" }] } }],
  ["helmreleases/ready", { cluster: { helmReleases: [REDIS] }, act: upgrade }],
  ["helmreleases/tested", { cluster: { helmReleases: [{ ...REDIS, test: { hooks: 1 } }] }, act: upgrade }],
  [
    "helmreleases/rolled-back",
    {
      cluster: { helmReleases: [{ ...REDIS, upgrade: { remediateLastFailure: true } }] },
      helmScenario: ({ action }) => (action === "upgrade" ? { code: "failed" } : undefined),
      act: upgrade,
    },
  ],
  [
    "helmreleases/uninstalled",
    {
      cluster: { helmReleases: [{ ...REDIS, chart: NEXT, install: { remediateLastFailure: true } }] },
      helmScenario: ({ action }) => (action === "install" ? { code: "failed" } : undefined),
    },
  ],
];

async function eventOf(name: string) {
  const kind = name.startsWith("helm") ? "HelmRelease" : "Kustomization";
  const get = () => Promise.resolve({ items: [recorded(name)] });
  for await (const page of kubernetesStateSource({ get, kinds: [kind] }).read()) {
    return { kind, event: eventOfState(page._unsafeUnwrap().objects[0]!, { now: NOW })! } as const;
  }
  throw new Error("There is no page.");
}

describe("a state", () => {
  it.each(STORIES)("tells the same as the events of it: %s", async (name, story) => {
    const { kind, event } = await eventOf(name);
    const told = (await play(story)).filter((it) => isEventOf(it, kind));
    const { chartVersion } = outcomeOf(event);
    const options = chartVersion === undefined ? {} : { chartVersion };
    const outcome = foldOutcomes(told, options);

    expect(outcome.phase).toMatch(/^(?:succeeded|failed)$/);
    expect(outcomeOf(event).phase).toBe(outcome.phase);
    // The status is as of then; what Flux says of it now stays the last word.
    const resynced = { ...event, involvedObject: told[0]!.involvedObject, timestamp: told.at(-1)!.timestamp };
    expect(foldOutcomes([...told, resynced], options)).toMatchObject({ phase: outcome.phase, verdict: true });
  });
});
