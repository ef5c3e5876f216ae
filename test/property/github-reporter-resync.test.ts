import { type FluxEvent, foldOutcomes, parseFluxEvent } from "@gitops/flux-events";
import { eventOfState, type FluxObjectState } from "@gitops/github-reporter";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const REVISION = "main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f";
const OBJECT = { kind: "Kustomization", name: "cart", namespace: "shop", uid: "1" };
const timeOf = (second: number) => new Date(Date.UTC(2026, 10, 22, 21, 42, second)).toISOString().replace(".000", "");

/** How a reconciliation of one revision ends, at a second. */
interface Ending {
  readonly succeeds: boolean;
  readonly second: number;
}

const UNHEALTHY = "health check failed after 5m0s: timeout waiting for: [Deployment/shop/cart status: 'InProgress']";

function sent({ succeeds, second }: Ending): FluxEvent {
  const said = succeeds
    ? {
        severity: "info",
        reason: "ReconciliationSucceeded",
        message: "Reconciliation finished in 1s, next run in 10m0s",
      }
    : { severity: "error", reason: "HealthCheckFailed", message: UNHEALTHY };
  const body = { involvedObject: OBJECT, ...said, timestamp: timeOf(second), metadata: { revision: REVISION } };
  return parseFluxEvent(JSON.stringify(body))._unsafeUnwrap();
}

function stateAfter({ succeeds, second }: Ending): FluxObjectState {
  const ready = succeeds
    ? { status: "True", reason: "ReconciliationSucceeded", message: `Applied revision: ${REVISION}` }
    : { status: "False", reason: "HealthCheckFailed", message: UNHEALTHY };
  return {
    ...{ ...OBJECT, apiVersion: "kustomize.toolkit.fluxcd.io/v1", generation: 1, observedGeneration: 1 },
    ...{ suspended: false, lastAppliedRevision: REVISION, lastAttemptedRevision: REVISION },
    ...{ reconciliations: [], releases: [], annotations: {} },
    conditions: [{ type: "Ready", ...ready, lastTransitionTime: timeOf(second), observedGeneration: 1 }],
  };
}

const observed = (ending: Ending) => eventOfState(stateAfter(ending), { now: Date.UTC(2026, 10, 22, 22) })!;

/** Reconciliations one after the other, of which some events are lost and some states are read. */
const life = fc
  .uniqueArray(fc.record({ succeeds: fc.boolean(), second: fc.nat(59) }), {
    minLength: 1,
    maxLength: 8,
    selector: ({ second }) => second,
  })
  .chain((endings) =>
    fc.record({
      endings: fc.constant(endings.toSorted((a, b) => a.second - b.second)),
      received: fc.subarray(endings),
      read: fc.subarray(endings),
      salt: fc.infiniteStream(fc.nat()),
    }),
  );

function shuffled<T>(items: readonly T[], salt: Iterator<number>): readonly T[] {
  return items
    .map((item) => ({ item, position: Number(salt.next().value) }))
    .sort((a, b) => a.position - b.position)
    .map(({ item }) => item);
}

describe("events and states of an object", () => {
  it("fold to the same in any order and with any repetitions", () => {
    fc.assert(
      fc.property(life, ({ received, read, salt }) => {
        const all = [...received.map(sent), ...read.map(observed)];

        expect(foldOutcomes(shuffled([...all, ...all], salt))).toEqual(foldOutcomes(all));
      }),
    );
  });

  it("end with the last reconciliation that is known from either", () => {
    fc.assert(
      fc.property(life, ({ endings, received, read, salt }) => {
        const last = endings.filter((ending) => received.includes(ending) || read.includes(ending)).at(-1);
        const outcome = foldOutcomes(shuffled([...received.map(sent), ...read.map(observed)], salt));

        expect(outcome.phase).toBe(last === undefined ? "neutral" : last.succeeds ? "succeeded" : "failed");
      }),
    );
  });

  it("need no event at all once the last state was read", () => {
    fc.assert(
      fc.property(life, ({ endings, received }) => {
        const last = endings.at(-1)!;

        expect(foldOutcomes([...received.map(sent), observed(last)]).phase).toBe(
          last.succeeds ? "succeeded" : "failed",
        );
      }),
    );
  });
});
