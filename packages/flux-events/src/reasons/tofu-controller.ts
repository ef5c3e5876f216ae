/**
 * The reasons that tofu-controller gives on events of a Terraform object. It reports as `tf-controller`, its events carry no
 * metadata, and `OutputsWritingFailed` at severity `info` says that the outputs were written. A full body:
 *
 * ```json source="./tofu-controller.sample.json"
 * {
 *   "involvedObject": {
 *     "kind": "Terraform",
 *     "namespace": "infra",
 *     "name": "dns",
 *     "uid": "5b0e7d1a-6c2f-4f38-9a4d-3e1c7b9f2a60",
 *     "apiVersion": "infra.contrib.fluxcd.io/v1alpha2",
 *     "resourceVersion": "40110"
 *   },
 *   "severity": "info",
 *   "timestamp": "2026-11-22T19:00:00Z",
 *   "message": "Applied successfully",
 *   "reason": "TerraformAppliedSucceed",
 *   "reportingController": "tf-controller",
 *   "reportingInstance": "tofu-controller-5c8b7d9f6-zv4ck"
 * }
 * ```
 *
 * @see https://github.com/flux-iac/tofu-controller/blob/main/api/v1alpha2/terraform_types.go
 */
export type TerraformReason =
  | "AccessDenied"
  | "ArtifactFailed"
  | "DependencyNotReady"
  | "DriftDetected"
  | "DriftDetectionFailed"
  | "HealthChecksFailed"
  | "OutputsWritingFailed"
  | "ReconciliationFailed"
  | "RunnerQuotaExhausted"
  | "TFExecApplyFailed"
  | "TFExecDestroyFailed"
  | "TFExecPlanFailed"
  | "TerraformAppliedSucceed"
  | "TerraformDestroySucceed"
  | "TerraformPlanSucceed";
