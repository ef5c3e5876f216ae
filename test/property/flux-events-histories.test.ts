import { type FluxEvent, foldOutcomes, parseFluxEvent } from "@gitops/flux-events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

type Said = readonly [severity: string, reason: string, message: string];

const chart = (number: number, version: string) => `release shop/redis.v${number} with chart redis@${version}`;

const HELM_RELEASE: readonly Said[] = [
  ["info", "InstallSucceeded", `Helm install succeeded for ${chart(1, "1.0.0")}`],
  ["info", "UpgradeSucceeded", `Helm upgrade succeeded for ${chart(2, "1.0.1")}`],
  ["error", "UpgradeFailed", "Helm upgrade failed for release shop/redis with chart redis@1.0.1: no"],
  ["info", "TestSucceeded", `Helm test succeeded for ${chart(2, "1.0.1")}: no test hooks`],
  ["error", "TestFailed", `Helm test failed for ${chart(2, "1.0.1")}: no`],
  ["info", "RollbackSucceeded", "Helm rollback to previous release shop/redis.v1 with chart redis@1.0.0 succeeded"],
  ["error", "RollbackFailed", "Helm rollback to previous release shop/redis.v1 with chart redis@1.0.0 failed: no"],
  ["info", "UninstallSucceeded", `Helm uninstall remediation for ${chart(1, "1.0.0")} succeeded`],
  ["info", "HealthCheckCanceled", "Health checks canceled due to new reconciliation triggered by HelmChart/shop/redis"],
  ["error", "DriftDetected", "Cluster state of release shop/redis.v2 has drifted from the desired state:\n"],
];

const KUSTOMIZATION: readonly Said[] = [
  ["info", "Progressing", "Deployment/shop/cart configured"],
  ["info", "Progressing", "Health check passed in 1s"],
  ["info", "ReconciliationSucceeded", "Reconciliation finished in 1s, next run in 10m0s"],
  ["info", "ReconciliationSucceeded", "Deployment/shop/cart deleted"],
  ["error", "ReconciliationSucceeded", "pruning for deleted resource failed"],
  ["error", "HealthCheckFailed", "health check failed after 12.4s: context canceled"],
  ["error", "HealthCheckFailed", "health check failed after 5m0s: context deadline exceeded"],
  ["error", "Progressing", "failed to update status: the object has been modified"],
];

/** Events of some objects of one name, close together in time, as far as they have one. */
const history = (kind: string, said: readonly Said[]): fc.Arbitrary<readonly FluxEvent[]> =>
  fc.array(
    fc
      .record({
        said: fc.constantFrom(...said),
        second: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 6 }),
        uid: fc.constantFrom("first", "first", "second"),
        revision: fc.constantFrom("1.0.0", "1.0.1"),
      })
      .map(({ said: [severity, reason, message], second, uid, revision }) => {
        const timestamp = second === undefined ? null : `2026-11-22T21:42:0${second}Z`;
        const involvedObject = { kind, name: "redis", namespace: "shop", uid };
        const body = { involvedObject, severity, reason, message, timestamp, metadata: { revision } };
        return parseFluxEvent(JSON.stringify(body))._unsafeUnwrap();
      }),
    { minLength: 1, maxLength: 7 },
  );

const options = fc.record(
  { healthAwaited: fc.boolean(), testsEnabled: fc.boolean(), chartVersion: fc.constantFrom("1.0.0", "1.0.1") },
  { requiredKeys: [] },
);

describe.each([
  ["HelmRelease", HELM_RELEASE],
  ["Kustomization", KUSTOMIZATION],
])("the outcome of what a %s can say", (kind, said) => {
  it("is the same in any order and with any repetitions", () => {
    const delivered = history(kind, said).chain((sent) =>
      fc.record({
        sent: fc.constant(sent),
        received: fc.shuffledSubarray([...sent, ...sent], { minLength: sent.length * 2 }),
      }),
    );

    fc.assert(
      fc.property(delivered, options, ({ sent, received }, known) => {
        expect(foldOutcomes(received, known)).toEqual(foldOutcomes(sent, known));
      }),
      { numRuns: 3_000 },
    );
  });

  it("succeeds only if something succeeded, and nothing failed after that", () => {
    fc.assert(
      fc.property(history(kind, said), (events) => {
        const { phase, at = "" } = foldOutcomes(events);
        fc.pre(phase === "succeeded");
        const failures = events.map((event) => foldOutcomes([event])).filter((outcome) => outcome.phase === "failed");

        // A failure of that second would win, unless a cancellation tells that it is none.
        const isCanceled = events.some(({ reason }) => reason === "HealthCheckCanceled");
        if (!isCanceled) expect(failures.filter((failure) => (failure.at ?? "") >= at)).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("a long history", () => {
  /** A release that fails and is rolled back, or gives way to a newer one, all day. */
  const troubled = (length: number): readonly FluxEvent[] =>
    Array.from({ length }, (_, index) => {
      const [severity, reason, message] = HELM_RELEASE[[2, 5, 2, 8][index % 4] ?? 0] ?? ["", "", ""];
      const timestamp = new Date(Date.UTC(2026, 10, 22) + index * 1_000).toISOString();
      const involvedObject = { kind: "HelmRelease", name: "redis", namespace: "shop", uid: "first" };
      return parseFluxEvent(JSON.stringify({ involvedObject, severity, reason, message, timestamp }))._unsafeUnwrap();
    });

  it("is folded in time that grows with its length, and not with the square of it", () => {
    const [short, long] = [troubled(1_000), troubled(16_000)];
    const fastest = (events: readonly FluxEvent[]) =>
      Math.min(
        ...[1, 2, 3].map(() => {
          const start = performance.now();
          foldOutcomes(events);
          return performance.now() - start;
        }),
      );

    // Sixteen times as many events, and some more for sorting; the square would be 256 times.
    expect(fastest(long) / fastest(short)).toBeLessThan(100);
  });
});
