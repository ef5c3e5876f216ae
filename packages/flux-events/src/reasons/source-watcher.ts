/**
 * The reasons that source-watcher gives on events of an ArtifactGenerator. They carry no metadata. A full body:
 *
 * ```json source="./source-watcher.sample.json"
 * {
 *   "involvedObject": {
 *     "kind": "ArtifactGenerator",
 *     "namespace": "flux-system",
 *     "name": "shop",
 *     "uid": "5b0e7d1a-6c2f-4f38-9a4d-3e1c7b9f2a60",
 *     "apiVersion": "source.extensions.fluxcd.io/v1beta1",
 *     "resourceVersion": "48201"
 *   },
 *   "severity": "info",
 *   "timestamp": "2026-11-22T21:42:01Z",
 *   "message": "external artifacts reconciled: flux-system/cart (sha256:9d9d9d9d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d)",
 *   "reason": "Ready",
 *   "reportingController": "source-watcher",
 *   "reportingInstance": "source-watcher-6b5d4c7f8-9kxjp"
 * }
 * ```
 *
 * @see https://fluxcd.io/flux/components/source/artifactgenerators/
 */
export type ArtifactGeneratorReason =
  "AccessDenied" | "BuildFailed" | "Ready" | "ReconciliationFailed" | "SourceFetchFailed" | "ValidationFailed";
