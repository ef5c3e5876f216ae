/**
 * The reasons that helm-controller gives on events of a HelmRelease. Up to 0.36, in Flux 2.1, it gave `info` and `error`.
 *
 * The revision of an event is the version of the chart. A full body:
 *
 * ```json source="./helm-controller.sample.json"
 * {
 *   "involvedObject": {
 *     "kind": "HelmRelease",
 *     "namespace": "shop",
 *     "name": "redis",
 *     "uid": "5b0e7d1a-6c2f-4f38-9a4d-3e1c7b9f2a60",
 *     "apiVersion": "helm.toolkit.fluxcd.io/v2",
 *     "resourceVersion": "51877"
 *   },
 *   "severity": "error",
 *   "timestamp": "2026-11-22T21:52:30Z",
 *   "message": "Helm upgrade failed for release shop/redis with chart redis@20.6.2: context deadline exceeded\n\nLast Helm logs:\n\n2026-11-22T21:52:29.4Z: waiting for 1 pod to be ready (3 duplicate lines omitted)",
 *   "reason": "UpgradeFailed",
 *   "metadata": {
 *     "app-version": "7.4.2",
 *     "revision": "20.6.2"
 *   },
 *   "reportingController": "helm-controller",
 *   "reportingInstance": "helm-controller-7c9f8d6b5-q4wzt"
 * }
 * ```
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#conditions
 * @see https://github.com/fluxcd/helm-controller/tree/main/internal/reconcile
 */
export type HelmReleaseReason =
  | "AccessDenied"
  | "ArtifactFailed"
  | "DependencyNotReady"
  | "DriftCorrected"
  | "DriftCorrectionFailed"
  | "DriftDetected"
  | "HealthCheckCanceled"
  | "InstallFailed"
  | "InstallSucceeded"
  | "InvalidCELExpression"
  | "InventoryBuildFailed"
  | "NamespaceCheckSkipped"
  | "PendingRelease"
  | "RollbackFailed"
  | "RollbackSucceeded"
  | "TestFailed"
  | "TestSucceeded"
  | "UninstallFailed"
  | "UninstallSucceeded"
  | "UpgradeFailed"
  | "UpgradeSucceeded"
  | "ValuesError"
  | "error"
  | "info";
