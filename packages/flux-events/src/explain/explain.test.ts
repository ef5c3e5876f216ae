import { describe, expect, it } from "vitest";

import type { FluxEvent } from "../event/event.ts";
import { sampleEvent } from "../event/sample-event.ts";
import { foldOutcomes } from "../outcome/fold.ts";
import { describeOutcome, explain } from "./explain.ts";

const kustomization = (reason: string, message: string, severity: "info" | "error" = "info") =>
  explain(sampleEvent({ severity, reason, message }));

const helmRelease = (reason: string, message: string, parts: Partial<FluxEvent> = {}) =>
  explain(
    sampleEvent({
      involvedObject: { kind: "HelmRelease", namespace: "shop", name: "redis" },
      severity: /Failed$|Detected$/.test(reason) ? "error" : "info",
      reason,
      message,
      metadata: { revision: "20.6.2" },
      ...parts,
    }),
  );
const RELEASE = "release shop/redis.v3 with chart redis@20.6.2";

const other = (kind: string, reason: string, message: string, parts: Partial<FluxEvent> = {}) =>
  explain(
    sampleEvent({ involvedObject: { kind, namespace: "shop", name: "x" }, reason, message, metadata: {}, ...parts }),
  );

describe("explain", () => {
  it.each([
    ["ReconciliationSucceeded", "Reconciliation finished in 1s, next run in 10m0s", "finished its reconciliation"],
    [
      "Progressing",
      "Namespace/shop created\nDeployment/shop/cart configured",
      "applied its manifests: 1 created, 1 configured",
    ],
    ["Progressing", "Health check passed in 18.03s", "passed its health checks"],
    ["Progressing", "Detecting drift", "is reconciling: Detecting drift"],
    ["DependencyNotReady", "Dependencies do not meet ready condition, retrying in 30s", "waits for its dependencies"],
    [
      "HealthCheckCanceled",
      "Health checks canceled due to new reconciliation triggered by GitRepository/flux-system/shop",
      "gave way to a newer revision of GitRepository flux-system/shop",
    ],
    ["Progressing", "New revision detected during health check, cancelling", "gave way to a newer revision"],
    ["ReconciliationSucceeded", "Deployment/shop/cart deleted", "was deleted"],
  ])("says in one sentence what %s %j means", (reason, message, predicate) => {
    expect(kustomization(reason, message)).toBe(`Kustomization flux-system/cart at 0c8f4c3 ${predicate}`);
  });

  it.each([
    [
      "HealthCheckFailed",
      "health check failed after 5m0.01s: timeout waiting for: [Deployment/apps/webapp status: 'InProgress']",
      "failed its health check: Deployment apps/webapp is still in progress after 5m",
    ],
    [
      "HealthCheckFailed",
      "health check failed after 33.9ms: failed early due to stalled resources: [Job/shop/migrate status: 'Failed': no, really]",
      "failed its health check: Job shop/migrate failed (no, really)",
    ],
    [
      "HealthCheckFailed",
      "health check failed after 1m30.4s: context deadline exceeded",
      "failed its health check: context deadline exceeded after 1m30s",
    ],
    [
      "BuildFailed",
      "kustomize build failed: open /tmp/kustomization-64/apps/x.yaml: no such file or directory",
      "failed to build: open apps/x.yaml: no such file or directory",
    ],
    [
      "ReconciliationFailed",
      'Service/shop/cart dry-run failed (Invalid): Service "cart" is invalid: spec.ports[0].port: Invalid value: 0\nNamespace/shop configured\n',
      'failed to apply: Service shop/cart was refused (Invalid): Service "cart" is invalid: spec.ports[0].port: Invalid value: 0',
    ],
    [
      "ReconciliationFailed",
      "Deployment/podinfo namespace not specified: the server could not find it",
      "failed to apply: Deployment podinfo has no namespace: the server could not find it",
    ],
    [
      "ReconciliationFailed",
      "Secret/shop/db is SOPS encrypted, configuring decryption is required for this secret to be reconciled",
      "failed to apply: Secret shop/db cannot be read: is SOPS encrypted, configuring decryption is required for this secret to be reconciled",
    ],
    ["PruneFailed", "delete failed, errors: no", "failed to prune: no"],
    [
      "ArtifactFailed",
      "kustomization path not found: stat /tmp/kustomization-6/apps: no such file or directory",
      "failed to read its source: found no apps in it",
    ],
    ["ArtifactFailed", "failed to download archive: 503", "will try again: failed to download archive: 503"],
    [
      "AccessDenied",
      "can't access 'GitRepository/other/app'",
      "is misconfigured: can't access 'GitRepository/other/app'",
    ],
    [
      "ReconciliationSucceeded",
      "pruning for deleted resource failed",
      "could not be deleted: pruning for deleted resource failed",
    ],
    ["Other", "no", "sent an event that is not recognised: no"],
  ])("says in one sentence what the error %s %j means", (reason, message, predicate) => {
    expect(kustomization(reason, message, "error")).toBe(`Kustomization flux-system/cart at 0c8f4c3 ${predicate}`);
  });

  it.each([
    ["InstallSucceeded", `Helm install succeeded for ${RELEASE}`, "was installed"],
    ["UpgradeSucceeded", `Helm upgrade succeeded for ${RELEASE}`, "was upgraded"],
    [
      "TestSucceeded",
      `Helm test succeeded for ${RELEASE}: 3 test hooks completed successfully`,
      "passed its tests: 3 test hooks completed successfully",
    ],
    [
      "UpgradeFailed",
      "Helm upgrade failed for release shop/redis with chart redis@20.6.2: context deadline exceeded\n\nLast Helm logs:\n\nx",
      "failed to upgrade: context deadline exceeded",
    ],
    ["TestFailed", `Helm test failed for ${RELEASE}: 1 error`, "failed its tests: 1 error"],
    [
      "RollbackFailed",
      "Helm rollback to previous release shop/redis.v2 with chart redis@20.6.1 failed: no",
      "failed to roll back: no",
    ],
    ["PendingRelease", `Unlocked Helm ${RELEASE} in pending-upgrade state`, "will try again: its release was unlocked"],
    [
      "DriftDetected",
      "Cluster state of release shop/redis.v3 has drifted from the desired state:\nService/shop/redis removed",
      "has drifted: Service shop/redis removed",
    ],
    [
      "DriftCorrected",
      "Cluster state of release shop/redis.v3 has been corrected:\nService/shop/redis created",
      "corrected its drift: Service shop/redis created",
    ],
    [
      "DriftCorrectionFailed",
      "Failed to correct cluster state of release shop/redis.v3:\nno",
      "failed to correct its drift: no",
    ],
    ["DependencyNotReady", "dependency 'shop/db' is not ready", "waits for shop/db"],
    ["InventoryBuildFailed", "failed to build inventory", "warns: failed to build inventory"],
  ])("says in one sentence what %s of Helm means", (reason, message, predicate) => {
    expect(helmRelease(reason, message)).toBe(`HelmRelease shop/redis at 20.6.2 ${predicate}`);
  });

  it("says of a rollback what was restored, and names no other version", () => {
    expect(
      helmRelease(
        "RollbackSucceeded",
        "Helm rollback to previous release shop/redis.v2 with chart redis@20.6.1 succeeded",
        {
          metadata: { revision: "20.6.1" },
        },
      ),
    ).toBe("HelmRelease shop/redis was rolled back to redis 20.6.1");
    expect(helmRelease("UninstallSucceeded", `Helm uninstall remediation for ${RELEASE} succeeded`)).toBe(
      "HelmRelease shop/redis failed and was uninstalled",
    );
  });

  it("names a commit in seven digits, a chart by its version, an artifact by its tag, and nothing where there is nothing", () => {
    const dependency = { reason: "DependencyNotReady", message: "Dependencies do not meet ready condition" };
    const revisionOf = (metadata: Readonly<Record<string, string>>) =>
      explain(sampleEvent({ ...dependency, metadata })).replace(/^.*cart (.*?) ?waits.*$/, "$1");

    expect(revisionOf({ revision: "6.5.0" })).toBe("at 6.5.0");
    expect(revisionOf({ revision: `latest@sha256:${"5b".repeat(32)}` })).toBe("at latest@5b5b5b5");
    expect(
      revisionOf({ revision: `latest@sha256:${"5b".repeat(32)}`, originRevision: `main@sha1:${"4a".repeat(20)}` }),
    ).toBe("at 4a4a4a4");
    expect(revisionOf({})).toBe("");
  });

  it.each([
    [
      other("GitRepository", "NewArtifact", "stored artifact for commit 'x'"),
      "GitRepository shop/x stored an artifact",
    ],
    [
      other("GitRepository", "GitOperationFailed", "no", { severity: "error" }),
      "GitRepository shop/x failed to fetch: no",
    ],
    [
      other("ImagePolicy", "Succeeded", "Latest image tag for acme/cart resolved to 1.1.0"),
      "ImagePolicy shop/x chose acme/cart:1.1.0",
    ],
    [
      other("ImageUpdateAutomation", "Succeeded", "pushed commit '4a6d1f0' to branch 'main'\nUpdate"),
      "ImageUpdateAutomation shop/x pushed 4a6d1f0 to main",
    ],
    [other("ImagePolicy", "Failed", "no", { severity: "error" }), "ImagePolicy shop/x failed: no"],
    [other("Terraform", "TerraformPlanSucceed", "Planned.\n…"), "Terraform shop/x has planned its changes"],
    [other("Canary", "Synced", ""), "Canary shop/x sent an event that is not recognised"],
  ])("says what other kinds say: %s", (sentence, expected) => {
    expect(sentence).toBe(expected);
  });

  it("names five unhealthy objects, what has failed in front, and counts the rest", () => {
    const waiting = [1, 2, 3, 4, 5, 6].map((number) => `Job/shop/j${number} status: 'InProgress'`);
    const items = [...waiting, "Pod/shop/p status: 'Failed'"].join(", ");

    expect(
      kustomization("HealthCheckFailed", `health check failed after 5m0s: timeout waiting for: [${items}]`, "error"),
    ).toMatch(/: Pod shop\/p failed, Job shop\/j1 .* Job shop\/j4 is still in progress and 2 more after 5m$/);
  });

  it("is the same whenever Flux says the same again", () => {
    const failure = (after: string, folder: string, order: readonly string[]) =>
      [
        kustomization("BuildFailed", `kustomize build failed: open /tmp/kustomization-${folder}/x.yaml: no`, "error"),
        kustomization(
          "HealthCheckFailed",
          `health check failed after ${after}: timeout waiting for: [${order.join(", ")}]`,
          "error",
        ),
      ].join("\n");
    const [job, pod] = ["Job/shop/a status: 'InProgress'", "Pod/shop/b status: 'Failed'"];

    expect(failure("5m0.01s", "17", [job, pod])).toBe(failure("5m0.7s", "4711", [pod, job]));
    expect(kustomization("BuildFailed", "mkdir /tmp/kustomization-341: no space left", "error")).toMatch(
      /: mkdir \/tmp\/…: no space left$/,
    );
  });

  it("is one line of bounded length, whatever the message holds", () => {
    const message = `a\r\nb\u0000c\u202e\u2028${"x".repeat(5_000)}`;

    expect(kustomization("BuildFailed", message, "error")).toMatch(/: a b c x+…$/);
    expect(other("n".repeat(2_000), "BuildFailed", message, { severity: "error" })).toHaveLength(500);
    expect(kustomization("BuildFailed", `gone: . :${"\u{1f600}".repeat(300)}`, "error")).not.toMatch(
      /[\ud800-\udbff]…$/u,
    );
    expect(kustomization("BuildFailed", "gone: . :", "error")).toMatch(/: gone$/);
  });
});

describe("describeOutcome", () => {
  it("describes the outcome of a history, without object and revision", () => {
    expect(describeOutcome(foldOutcomes([sampleEvent()], { healthAwaited: true }))).toBe("rolled out and is healthy");
    expect(describeOutcome(foldOutcomes([]))).toBe("has not reported yet");
    expect(
      describeOutcome({
        why: "untested",
        message: "Helm install succeeded for release shop/redis.v1 with chart redis@1.0.0",
      }),
    ).toBe("was installed and is still to be tested");
  });

  it("tells of a rollback why it came to it", () => {
    const failure = "Helm upgrade failed for release shop/redis with chart redis@20.6.2: context deadline exceeded";

    expect(describeOutcome({ why: "rollback", message: `${failure}\n\nLast Helm logs:\n\nwaiting` })).toBe(
      "failed to upgrade and was undone: context deadline exceeded",
    );
  });
});
