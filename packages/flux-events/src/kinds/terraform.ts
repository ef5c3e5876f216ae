import type { TerraformReason } from "../reasons/tofu-controller.ts";
import { bySeverity, failed, type KindReader, neutral, progressing, succeeded } from "./reading.ts";

const read = bySeverity<TerraformReason>({
  info: {
    TerraformPlanSucceed: progressing("planned"),
    TerraformAppliedSucceed: succeeded("finished"),
    TerraformDestroySucceed: neutral("deletion"),
    // At this severity it says "Outputs written".
    OutputsWritingFailed: succeeded("finished"),
    DependencyNotReady: neutral("dependency"),
  },
  error: {
    TFExecPlanFailed: failed("build-failed"),
    DriftDetectionFailed: failed("build-failed"),
    TFExecApplyFailed: failed("apply-failed"),
    ReconciliationFailed: failed("apply-failed"),
    OutputsWritingFailed: failed("apply-failed"),
    HealthChecksFailed: failed("unhealthy"),
    TFExecDestroyFailed: failed("deletion-failed"),
    ArtifactFailed: failed("artifact-failed"),
    AccessDenied: failed("misconfigured"),
    RunnerQuotaExhausted: progressing("transient"),
    DriftDetected: neutral("drift"),
  },
});

/**
 * The kind that applies Terraform or OpenTofu.
 *
 * @see https://github.com/flux-iac/tofu-controller
 */
export const terraform: KindReader = { group: "infra.contrib.fluxcd.io", kind: "Terraform", read };
