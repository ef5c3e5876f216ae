/**
 * The reasons that flux-operator gives on events of a FluxInstance.
 *
 * @see https://fluxcd.control-plane.io/operator/fluxinstance/
 */
export type FluxInstanceReason = OperatorReason | "ArtifactFailed";

/**
 * The reasons that flux-operator gives on events of a ResourceSet. A full body:
 *
 * ```json source="./flux-operator.sample.json"
 * {
 *   "involvedObject": {
 *     "kind": "ResourceSet",
 *     "namespace": "tenants",
 *     "name": "team-a",
 *     "uid": "5b0e7d1a-6c2f-4f38-9a4d-3e1c7b9f2a60",
 *     "apiVersion": "fluxcd.controlplane.io/v1",
 *     "resourceVersion": "39004"
 *   },
 *   "severity": "info",
 *   "timestamp": "2026-11-22T18:30:12Z",
 *   "message": "Reconciliation finished in 2s",
 *   "reason": "ReconciliationSucceeded",
 *   "reportingController": "flux-operator",
 *   "reportingInstance": "flux-operator-66f7d8c9b-w7r2m"
 * }
 * ```
 *
 * @see https://fluxcd.control-plane.io/operator/resourceset/
 */
export type ResourceSetReason = OperatorReason | "DependencyNotReady";

/**
 * The reasons that flux-operator gives on events of a ResourceSetInputProvider.
 *
 * @see https://fluxcd.control-plane.io/operator/resourcesetinputprovider/
 */
export type ResourceSetInputProviderReason = OperatorReason | "InvalidSchedule" | "InvalidSpec";

/** Reasons that every kind of flux-operator can give. */
export type OperatorReason = "ApplySucceeded" | "BuildFailed" | "ReconciliationFailed" | "ReconciliationSucceeded";
