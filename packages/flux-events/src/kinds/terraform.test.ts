import { describe, expect, it } from "vitest";

import { readSample, rows } from "./sample-rows.ts";

describe("Terraform", () => {
  it.each([
    ...rows("Terraform", "info", "progressing", "planned", "TerraformPlanSucceed"),
    ...rows("Terraform", "info", "succeeded", "finished", "TerraformAppliedSucceed OutputsWritingFailed"),
    ...rows("Terraform", "info", "neutral", "deletion", "TerraformDestroySucceed"),
    ...rows("Terraform", "info", "neutral", "dependency", "DependencyNotReady"),
    ...rows("Terraform", "error", "neutral", "drift", "DriftDetected"),
    ...rows("Terraform", "error", "failed", "build-failed", "TFExecPlanFailed DriftDetectionFailed"),
    ...rows(
      "Terraform",
      "error",
      "failed",
      "apply-failed",
      "TFExecApplyFailed ReconciliationFailed OutputsWritingFailed",
    ),
    ...rows("Terraform", "error", "failed", "deletion-failed", "TFExecDestroyFailed"),
    ...rows("Terraform", "error", "failed", "unhealthy", "HealthChecksFailed"),
    ...rows("Terraform", "error", "failed", "artifact-failed", "ArtifactFailed"),
    ...rows("Terraform", "error", "failed", "misconfigured", "AccessDenied"),
    ...rows("Terraform", "error", "progressing", "transient", "RunnerQuotaExhausted"),
    ...rows("Terraform", "error", "failed", "unrecognised", "ReasonOfALaterVersion"),
    ...rows("Terraform", "info", "neutral", "unrecognised", "ReasonOfALaterVersion"),
  ])("%s %s %s is %s, %s", (kind, severity, reason, phase, why) => {
    expect(readSample({ kind, apiVersion: "infra.contrib.fluxcd.io/v1alpha2" }, { severity, reason })).toMatchObject({
      phase,
      why,
    });
  });
});
