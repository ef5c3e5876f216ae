import { encodeLock, LOCK_FILE, type ReporterItem, type ResolveTarget } from "@gitops/github-reporter";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import {
  batchOfItems,
  fluxEvent,
  type FluxSays,
  keptBetween,
  lockOf,
  MANIFESTS,
  reporterOf,
  type Shop,
  startShop,
  statesOf,
} from "../e2e/reporter-shop.ts";

const TARGETS = ["stage-eu", "stage-us"];

interface Said {
  readonly says: FluxSays;
  readonly second: number;
  readonly cluster: string;
}

// Mostly verdicts on one target: that is where the order could matter.
const said: fc.Arbitrary<Said> = fc.record({
  says: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<FluxSays>("succeeded", "failed") },
    { weight: 2, arbitrary: fc.constantFrom<FluxSays>("progressing", "superseded") },
  ),
  second: fc.integer({ min: 1, max: 9 }),
  cluster: fc.oneof(
    { weight: 4, arbitrary: fc.constant("stage-eu") },
    { weight: 1, arbitrary: fc.constant("stage-us") },
  ),
});

/** Some events, and the same again: repeated, in another order, cut into batches. */
const deliveries = fc.array(said, { minLength: 3, maxLength: 7 }).chain((events) =>
  fc
    .subarray(events, { maxLength: 2 })
    .chain((repeated) => shuffled([...events, ...repeated]))
    .chain((arrived) =>
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: arrived.length }).map((sizes) => cut(arrived, sizes)),
    )
    .map((batches) => ({ events, batches })),
);

describe("the reporter", () => {
  let shop: Shop;
  let runs = 0;
  beforeAll(async () => {
    shop = await startShop();
  });
  afterAll(() => closeGitHub(shop.github));

  it("shows the same statuses in the end, in whatever order, batches and repetitions the events arrive", async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ events, batches }) => {
        const together = await report([events]);
        const apart = await report(batches);
        expect(apart).toEqual(together);
      }),
      { numRuns: 15 },
    );
  });

  /** Reports batches about a slot of its own, and returns what the commit that introduced it shows. */
  async function report(batches: readonly (readonly Said[])[]): Promise<Readonly<Record<string, string>>> {
    runs += 1;
    const path = `runs/${runs}`;
    const lock = lockOf({ environment: "stage", source: shop.source });
    const sha = await shop.commit(`${path}/${LOCK_FILE}`, encodeLock({ ...lock, slot: path }));
    const resolveTarget: ResolveTarget = (_event, target) => ({
      repository: MANIFESTS,
      slot: path,
      environment: "stage",
      app: "cart",
      path,
      target,
      targets: TARGETS,
      next: [],
    });
    const deliver = keptBetween();
    for (const batch of batches) {
      const items = batch.map(({ says, second, cluster }): ReporterItem => ({
        event: fluxEvent(says, sha, second),
        cluster,
        receivedAt: "2026-03-02T11:00:00Z",
      }));
      // Another reporter for each batch: what one remembers must not matter.
      const { reporter } = reporterOf(shop, { resolveTarget, deployments: false });
      expect(await deliver(reporter, batchOfItems(items))).toMatchObject({ code: "done" });
    }
    const states = await statesOf(shop.client, { repository: MANIFESTS, sha });
    // A success that was true for a while may have been dispatched in one order and not in another.
    return Object.fromEntries(Object.entries(states).filter(([context]) => !context.startsWith("gitops/dispatch/")));
  }
});

function shuffled<T>(items: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

/** Cuts items into batches of the sizes, as far as they reach. */
function cut<T>(items: readonly T[], sizes: readonly number[]): readonly (readonly T[])[] {
  const batches: T[][] = [];
  const rest = [...items];
  for (const size of sizes) {
    if (rest.length > 0) batches.push(rest.splice(0, size));
  }
  return batches;
}
