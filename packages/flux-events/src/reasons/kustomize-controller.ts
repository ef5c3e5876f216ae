/**
 * The reasons that kustomize-controller gives on events of a Kustomization. `ValidationFailed` is from
 * before 0.15, when `info` and `error` were reasons as well.
 *
 * A reason is that of the object's Ready condition at the time, so it does not say by itself what happened. A full body:
 *
 * ```json source="./kustomize-controller.sample.json"
 * {
 *   "involvedObject": {
 *     "kind": "Kustomization",
 *     "namespace": "flux-system",
 *     "name": "cart",
 *     "uid": "5b0e7d1a-6c2f-4f38-9a4d-3e1c7b9f2a60",
 *     "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
 *     "resourceVersion": "48211"
 *   },
 *   "severity": "error",
 *   "timestamp": "2026-11-22T21:47:04Z",
 *   "message": "health check failed after 5m0.009s: timeout waiting for: [Deployment/shop/cart status: 'InProgress']",
 *   "reason": "HealthCheckFailed",
 *   "metadata": {
 *     "cluster": "prod-eu",
 *     "revision": "main@sha1:4f1c9a7be02d5c8360f1a2b3c4d5e6f708192a3b"
 *   },
 *   "reportingController": "kustomize-controller",
 *   "reportingInstance": "kustomize-controller-6d8c7b5f4-x2x9k"
 * }
 * ```
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#conditions
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go
 */
export type KustomizationReason =
  | "AccessDenied"
  | "ArtifactFailed"
  | "BuildFailed"
  | "DependencyNotReady"
  | "DirectoryCreationFailed"
  | "FeatureGateDisabled"
  | "HealthCheckCanceled"
  | "HealthCheckFailed"
  | "InvalidCELExpression"
  | "Progressing"
  | "PruneFailed"
  | "ReconciliationFailed"
  | "ReconciliationSucceeded"
  | "ValidationFailed"
  | "error"
  | "info";
