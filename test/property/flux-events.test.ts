import {
  commitOf,
  compareObservations,
  explain,
  type FluxEvent,
  foldOutcomes,
  type Observation,
  outcomeOf,
  parseFluxEvent,
  parseMessage,
  parseRevision,
} from "@gitops/flux-events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const REVISIONS = ["main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f", "latest@sha256:" + "5b".repeat(32), "6.5.0"];
const MESSAGES = [
  "Reconciliation finished in 1.2s, next run in 10m0s",
  "Namespace/shop created\nDeployment/shop/cart configured",
  "Deployment/shop/cart deleted",
  "Health check passed in 18.034221341s",
  "health check failed after 5m0s: timeout waiting for: [Deployment/shop/cart status: 'InProgress']",
  "health check failed after 12.4s: context canceled",
  "Helm install succeeded for release shop/redis.v1 with chart redis@20.6.1",
  "Helm upgrade succeeded for release shop/redis.v2 with chart redis@20.6.2",
  "Helm upgrade failed for release shop/redis with chart redis@20.6.2: context deadline exceeded",
  "Helm rollback to previous release shop/redis.v1 with chart redis@20.6.1 succeeded",
  "Health checks canceled due to new reconciliation triggered by HelmChart/shop/redis",
];
const REASONS = [
  "ReconciliationSucceeded",
  "Progressing",
  "HealthCheckFailed",
  "HealthCheckCanceled",
  "BuildFailed",
  "DependencyNotReady",
  "NewArtifact",
  "InstallSucceeded",
  "UpgradeSucceeded",
  "UpgradeFailed",
  "TestFailed",
  "RollbackSucceeded",
];

const second = fc.integer({ min: 0, max: 5 }).map((value) => `2026-11-22T21:42:0${value}Z`);
const time = fc.option(second, { nil: undefined });

/** What Flux could send, and what it never would, in one soup: foreign text is as likely as the real words. */
const wireEvent = fc.record(
  {
    involvedObject: fc.record(
      {
        kind: fc.oneof(fc.constantFrom("Kustomization", "GitRepository", "HelmRelease"), fc.string()),
        name: fc.oneof(fc.constantFrom("cart", "front"), fc.string()),
        uid: fc.constantFrom("a", "b"),
        apiVersion: fc.oneof(
          fc.constantFrom("kustomize.toolkit.fluxcd.io/v1", "source.toolkit.fluxcd.io/v1", "helm.toolkit.fluxcd.io/v2"),
          fc.string(),
        ),
      },
      { requiredKeys: ["kind", "name"] },
    ),
    severity: fc.oneof(fc.constantFrom("info", "error"), fc.string()),
    timestamp: fc.oneof(second, fc.string()),
    message: fc.oneof(fc.constantFrom(...MESSAGES), fc.string()),
    reason: fc.oneof(fc.constantFrom(...REASONS), fc.string()),
    metadata: fc.oneof(
      fc.record(
        { revision: fc.constantFrom(...REVISIONS), commit_status: fc.constant("update") },
        { requiredKeys: [] },
      ),
      fc.dictionary(fc.string(), fc.jsonValue()),
    ),
  },
  { requiredKeys: ["involvedObject"] },
);

const fluxEvent = wireEvent
  .map((wire) => parseFluxEvent(JSON.stringify(wire)))
  .filter((parsed) => parsed.isOk())
  .map((parsed): FluxEvent => parsed._unsafeUnwrap());

const observation: fc.Arbitrary<Observation> = fc.record({
  phase: fc.constantFrom("progressing", "succeeded", "failed", "neutral"),
  at: time,
});

const max = (a: Observation, b: Observation) => (compareObservations(a, b) >= 0 ? a : b);
const isSame = (a: Observation, b: Observation) => compareObservations(a, b) === 0;

describe("parseFluxEvent", () => {
  it("never throws: not on bytes, text, JSON or half of an event", () => {
    const half = fc.tuple(wireEvent, fc.nat()).map(([wire, length]) => JSON.stringify(wire).slice(0, length));

    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.string(), fc.json(), half), (body) => {
        const parsed = parseFluxEvent(body);
        if (parsed.isErr()) expect(parsed.error.code).toBe("FLUX_EVENT_MALFORMED");
      }),
    );
  });

  it("gives events that everything else can read, on one line and without a throw", () => {
    fc.assert(
      fc.property(fluxEvent, (event) => {
        const { phase, why, verdict } = outcomeOf(event);

        expect(explain(event)).toMatch(/^[^\p{Cc}\u2028\u2029]+$/u);
        expect(parseMessage(event.message).code).toMatch(/^[a-z-]+$/);
        expect(verdict).toBe(phase === "succeeded" || phase === "failed");
        expect(commitOf(event)?.sha ?? "0".repeat(40)).toMatch(/^[0-9a-f]{40}$/);
        if (phase === "succeeded") {
          expect(event.severity).toBe("info");
          expect(["finished", "released", "tested"]).toContain(why);
          expect(["Kustomization", "HelmRelease"]).toContain(event.involvedObject.kind);
        }
      }),
    );
  });
});

describe("parseFluxEvent and Go's encoder", () => {
  const part = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.isWellFormed());
  const sent = fc.record({
    involvedObject: fc.record(
      { kind: part, namespace: part, name: part, uid: part, apiVersion: part, resourceVersion: part, fieldPath: part },
      { requiredKeys: ["kind", "name"] },
    ),
    severity: fc.constantFrom("info", "error"),
    timestamp: second,
    message: fc.oneof(part, fc.constantFrom(...MESSAGES, "<a> & b\u2028\u2029 größer \u{1f600}")),
    reason: part,
    metadata: fc.dictionary(
      part.filter((key) => !key.includes("/")),
      part,
      { minKeys: 1 },
    ),
    reportingController: part,
    reportingInstance: part,
  });

  it("mean the same by every text", () => {
    fc.assert(
      fc.property(sent, (event) => {
        expect(parseFluxEvent(encodeAsGo(event))._unsafeUnwrap()).toEqual({ ...event, warnings: [] });
      }),
    );
  });
});

/** Encodes as encoding/json does: the keys of a map in order, without line breaks, and HTML escaped. */
function encodeAsGo(event: { readonly metadata: Readonly<Record<string, string>> }): Uint8Array {
  const metadata = Object.fromEntries(Object.entries(event.metadata).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = JSON.stringify({ ...event, metadata }).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return new TextEncoder().encode(text);
}

describe("parseRevision", () => {
  it("reads back any ref and digest that were written in Flux's form", () => {
    const ref = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._/@-]{0,30}$/);
    const digest = fc.stringMatching(/^[0-9a-f]{40}$/);

    fc.assert(
      fc.property(ref, digest, (name, hash) => {
        expect(parseRevision(`${name}@sha1:${hash}`)).toEqual({ ref: name, algorithm: "sha1", digest: hash });
      }),
    );
  });
});

describe("compareObservations", () => {
  it("is a total order", () => {
    fc.assert(
      fc.property(observation, observation, observation, (a, b, c) => {
        expect(Math.sign(compareObservations(a, b)) + Math.sign(compareObservations(b, a))).toBe(0);
        expect(compareObservations(a, a)).toBe(0);
        if (compareObservations(a, b) >= 0 && compareObservations(b, c) >= 0) {
          expect(compareObservations(a, c)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("tells any two verdicts apart, unless they say the same at the same time", () => {
    fc.assert(
      fc.property(observation, observation, (a, b) => {
        const isVerdict = ({ phase }: Observation) => phase === "succeeded" || phase === "failed";
        fc.pre(isVerdict(a) && isVerdict(b));

        expect(isSame(a, b)).toBe(a.phase === b.phase && a.at === b.at);
      }),
    );
  });

  it("gives every verdict precedence over progress, and progress over what is neutral, at any time", () => {
    const rank = { neutral: 0, progressing: 1, succeeded: 2, failed: 2 };

    fc.assert(
      fc.property(observation, observation, (a, b) => {
        const difference = rank[a.phase] - rank[b.phase];
        if (difference !== 0) expect(Math.sign(compareObservations(a, b))).toBe(Math.sign(difference));
      }),
    );
  });

  it("has a maximum that is commutative, associative and idempotent", () => {
    fc.assert(
      fc.property(observation, observation, observation, (a, b, c) => {
        expect(isSame(max(a, b), max(b, a))).toBe(true);
        expect(isSame(max(a, max(b, c)), max(max(a, b), c))).toBe(true);
        expect(isSame(max(a, a), a)).toBe(true);
      }),
    );
  });
});

describe("foldOutcomes", () => {
  it("never succeeds by events of which none does", () => {
    fc.assert(
      fc.property(fc.array(fluxEvent, { maxLength: 8 }), (history) => {
        const outcomes = history.map(outcomeOf);
        const { phase } = foldOutcomes(history);
        const isHopeful = outcomes.some(({ phase, why }) => phase === "succeeded" || why === "health-passed");

        if (phase === "succeeded") expect(isHopeful).toBe(true);
        if (history.length === 0) expect(phase).toBe("neutral");
      }),
    );
  });

  it("gives one outcome for a history in any order and with any repetitions", () => {
    const shuffled = fc.array(fluxEvent, { minLength: 1, maxLength: 8 }).chain((history) =>
      fc.record({
        history: fc.constant(history),
        delivered: fc
          .array(fc.constantFrom(...history), { maxLength: 8 })
          .chain((repeated) =>
            fc.shuffledSubarray([...history, ...repeated], { minLength: history.length + repeated.length }),
          ),
      }),
    );

    fc.assert(
      fc.property(shuffled, ({ history, delivered }) => {
        expect(foldOutcomes(delivered)).toEqual(foldOutcomes(history));
      }),
    );
  });
});
