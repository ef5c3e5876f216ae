import { describe, expect, it } from "vitest";

import { applyFailed } from "./apply-failed.ts";
import { deleted, type DeletedKustomization } from "./deleted.ts";
import { dependencyNotReady } from "./dependency-not-ready.ts";
import { healthCheckCancelled } from "./health-check-cancelled.ts";
import { type NotApplied, notApplied } from "./not-applied.ts";
import { pruneFailed } from "./prune-failed.ts";
import { statusConflict } from "./status-conflict.ts";
import type { Step } from "./step.ts";

/** What of a step is seen in an event. */
function said(steps: readonly Step[]) {
  return steps.map(({ severity, reason, message, metadata }) => [severity, reason, message, metadata]);
}

describe("what ends before anything is applied", () => {
  const context = {
    applyTime: 200,
    source: "GitRepository/other/app",
    artifactUrl:
      "http://source-controller.flux-system.svc.cluster.local./gitrepository/flux-system/flux-system/1.tar.gz",
    temporary: "/tmp/kustomization-644156964",
    directory: "/tmp/kustomization-644156964/apps",
  };

  it.each<[NotApplied, string, string, Step["metadata"]]>([
    [
      { code: "access-denied" },
      "AccessDenied",
      "can't access 'GitRepository/other/app', cross-namespace references have been blocked",
      "none",
    ],
    [
      { code: "invalid-cel-expression" },
      "InvalidCELExpression",
      "Reconciliation failed terminally due to configuration error: failed to parse the expression",
      "none",
    ],
    [
      { code: "invalid-cel-expression", field: "dependsOn", message: "failed to evaluate dependency cart: no" },
      "InvalidCELExpression",
      "Reconciliation failed terminally due to configuration error: failed to evaluate dependency cart: no",
      "revision",
    ],
    [
      { code: "feature-gate-disabled" },
      "FeatureGateDisabled",
      "to use spec.decryption.serviceAccountName for decryption authentication please enable the ObjectLevelWorkloadIdentity feature gate in the controller",
      "none",
    ],
    [
      { code: "directory-creation-failed" },
      "DirectoryCreationFailed",
      "tmp dir error: mkdir /tmp/kustomization-644156964: no space left on device",
      "revision",
    ],
    [
      { code: "artifact-failed" },
      "ArtifactFailed",
      "failed to download archive: GET http://source-controller.flux-system.svc.cluster.local./gitrepository/flux-system/flux-system/1.tar.gz giving up after 10 attempt(s)",
      "revision",
    ],
    [
      { code: "path-not-found" },
      "ArtifactFailed",
      "kustomization path not found: stat /tmp/kustomization-644156964/apps: no such file or directory",
      "revision",
    ],
    [
      { code: "build-failed" },
      "BuildFailed",
      "kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'missing.yaml': open /tmp/kustomization-644156964/apps/missing.yaml: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '/tmp/kustomization-644156964/apps/missing.yaml' : lstat /tmp/kustomization-644156964/apps/missing.yaml: no such file or directory",
      "revision",
    ],
    ...[
      "post build failed for 'apps/v1/Deployment/cart': variable substitution failed",
      "decryption failed for '/v1/Secret/cart': no key",
      "error decrypting sources: no key",
    ].map((message): [NotApplied, string, string, Step["metadata"]] => [
      { code: "build-failed", message },
      "BuildFailed",
      message,
      "revision",
    ]),
  ])("%j is the error %s", (ending, reason, message, metadata) => {
    expect(said(notApplied(ending, context))).toEqual([["error", reason, message, metadata]]);
  });
});

describe("what ends while it applies", () => {
  it("tells what was applied before in the text of the error, and in no event of its own", () => {
    const message = `Service/apps/webapp dry-run failed (Invalid): Service "webapp" is invalid: spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive`;

    expect(said(applyFailed({ applyTime: 1, message, applied: ["Namespace/apps configured"] }))).toEqual([
      ["error", "ReconciliationFailed", `${message}\nNamespace/apps configured\n`, "revision"],
    ]);
    expect(said(applyFailed({ applyTime: 1, message, applied: [] }))[0]?.[2]).toBe(message);
  });

  it("tells the change set before the failed pruning", () => {
    const message =
      'delete failed, errors: Deployment/apps/old delete failed: admission webhook "deny.example.com" denied the request';

    expect(said(pruneFailed({ applyTime: 1, message, applied: ["Service/apps/new created"] }))).toEqual([
      ["info", "Progressing", "Service/apps/new created", "revision"],
      ["error", "PruneFailed", message, "revision"],
    ]);
  });

  it("is an error of the reason Progressing when the status cannot be written", () => {
    const message = "failed to update status: no";

    expect(said(statusConflict({ applyTime: 1, message, changes: { applied: ["A/a created"], pruned: [] } }))).toEqual([
      ["info", "Progressing", "A/a created", "revision"],
      ["error", "Progressing", message, "revision"],
    ]);
  });
});

describe("what waits or is cancelled", () => {
  it("says how long it waits for a dependency", () => {
    expect(said(dependencyNotReady(30_000))).toEqual([
      ["info", "DependencyNotReady", "Dependencies do not meet ready condition, retrying in 30s", "revision"],
    ]);
  });

  it("says of a cancelled health check what the release of Flux says", () => {
    const cancelled = { trigger: "GitRepository/flux-system/flux-system", elapsed: 12_400 };

    expect(said(healthCheckCancelled("event", cancelled))).toEqual([
      [
        "info",
        "HealthCheckCanceled",
        "Health checks canceled due to new reconciliation triggered by GitRepository/flux-system/flux-system",
        "revision",
      ],
    ]);
    expect(said(healthCheckCancelled("failure", cancelled))).toEqual([
      ["info", "Progressing", "New revision detected during health check, cancelling", "revision"],
      ["error", "HealthCheckFailed", "health check failed after 12.4s: context canceled", "revision"],
    ]);
  });
});

describe("the deletion of a Kustomization", () => {
  const plan: DeletedKustomization = {
    deletion: { code: "deleted" },
    lines: ["Deployment/apps/webapp deleted", "Service/apps/webapp deleted", "Secret/apps/kept skipped"],
    ready: { isTrue: true, reason: "ReconciliationSucceeded" },
    applyTime: 412.2,
    terminationTime: 60_000,
    interval: 600_000,
  };
  const list = [
    "info",
    "ReconciliationSucceeded",
    "Deployment/apps/webapp deleted\nService/apps/webapp deleted\nSecret/apps/kept skipped",
    "revision",
  ];
  const end = (took: string) => [
    "info",
    "ReconciliationSucceeded",
    `Reconciliation finished in ${took}, next run in 10m0s`,
    "commit-status",
  ];

  it("looks like a success twice", () => {
    expect(said(deleted(plan))).toEqual([list, end("412.2ms")]);
  });

  it.each([
    [
      "prune-failed",
      [["error", "ReconciliationSucceeded", "pruning for deleted resource failed", "revision"]],
      "412.2ms",
    ],
    [
      "termination-timed-out",
      [list, ["error", "ReconciliationSucceeded", "failed to wait for resources termination", "revision"]],
      "1m0.4122s",
    ],
    [
      "account-gone",
      [
        [
          "error",
          "ReconciliationSucceeded",
          "unable to prune objects: \nSecret/apps/kept\nService/apps/webapp\nDeployment/apps/webapp",
          "revision",
        ],
      ],
      "412.2ms",
    ],
  ] as const)("says an error under the reason of a success when it is %s", (code, events, took) => {
    expect(said(deleted({ ...plan, deletion: { code } }))).toEqual([...events, end(took)]);
  });

  it("says the list alone, under the reason of the failure, when it was not ready", () => {
    const ready = { isTrue: false, reason: "HealthCheckFailed" };

    expect(said(deleted({ ...plan, ready }))).toEqual([["info", "HealthCheckFailed", list[2], "revision"]]);
  });

  it("says the end alone when the objects are left alone", () => {
    expect(said(deleted({ ...plan, lines: [], deletion: { code: "prune-failed" } }))).toEqual([end("412.2ms")]);
  });
});
