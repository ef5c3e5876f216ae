import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { FluxPlayer } from "./flux-player.ts";
import { faultsExample, helmExample, imagesExample, ociExample, peopleExample } from "./flux-player.examples.ts";
import { cluster, createTestBed, deployment, service, type TestBed } from "./test-bed.ts";

const SHA = "4a6d1f0c2b3e5f708192a3b4c5d6e7f809123abc";
const { provider } = cluster("dev");

let bed: TestBed;
beforeEach(() => {
  bed = createTestBed();
  bed.repository.push({ "envs/dev/cart/app.yaml": `${deployment("cart", "1")}---\n${service("cart")}` });
});
afterEach(() => bed.close());

/** Lets time pass until an example has ended. */
async function finish<T>(example: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const done = example.finally(() => {
    ended.abort();
  });
  while (!ended.signal.aborted) await bed.clock.advance(1_000);
  return done;
}

function options() {
  const fetch = () => Promise.resolve(new Response(null, { status: 202 }));
  return { gitRepository: { url: bed.repository.url }, clock: bed.clock, fetch };
}

const said = ({ deliveries }: FluxPlayer) =>
  deliveries.map(({ event }) => `${event.reason} ${event.metadata?.["revision"] ?? ""}`.trim());

describe("the examples of the guide", { timeout: 30_000 }, () => {
  it("drift and delete", async () => {
    const player = bed.play();
    await finish(player.reconcile());
    const before = player.deliveries.length;
    await finish(peopleExample(player));

    expect(player.deliveries.slice(before).map(({ event }) => event.reason)).toEqual([
      "Progressing",
      "ReconciliationSucceeded",
      "ReconciliationSucceeded",
      "ReconciliationSucceeded",
    ]);
  });

  it("install, upgrade and roll back", async () => {
    const player = await finish(helmExample(options(), provider));
    const ofCart = player.deliveries.filter(({ event }) => event.involvedObject.kind === "HelmRelease");

    expect(ofCart.map(({ event }) => `${event.reason} ${event.metadata?.["revision"] ?? ""}`)).toEqual([
      "InstallSucceeded 1.0.0",
      "UpgradeSucceeded 1.0.0",
      "UpgradeFailed 2.0.0",
      "RollbackSucceeded 1.0.0",
    ]);
    await player.stop();
  });

  it("deploy an OCI artifact", async () => {
    const player = await finish(ociExample(options(), provider, SHA));

    expect(player.deliveries.at(-1)?.event.metadata).toMatchObject({ originRevision: `main@sha1:${SHA}` });
    expect(player.applied("dev")[0]).toMatchObject({ sha: SHA, objects: ["Service/shop/cart"] });
    await player.stop();
  });

  it("report what images do, on a way full of faults", async () => {
    const player = bed.play();
    faultsExample(player);
    await finish(imagesExample(player, SHA));

    expect(new Set(said(player))).toEqual(new Set(["Succeeded", "DependencyNotReady"]));
  });
});
