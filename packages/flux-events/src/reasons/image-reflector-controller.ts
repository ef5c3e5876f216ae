/**
 * The reasons that image-reflector-controller gives on events of an ImageRepository. They carry no metadata.
 *
 * @see https://fluxcd.io/flux/components/image/imagerepositories/#conditions
 */
export type ImageRepositoryReason =
  | "AuthenticationFailed"
  | "FeatureGateDisabled"
  | "ImageURLInvalid"
  | "ReadOperationFailed"
  | "Succeeded"
  | "error"
  | "info";

/**
 * The reasons that image-reflector-controller gives on events of an ImagePolicy. They carry no metadata, and
 * `DependencyNotReady` is an error here. A full body:
 *
 * ```json source="./image-reflector-controller.sample.json"
 * {
 *   "involvedObject": {
 *     "kind": "ImagePolicy",
 *     "namespace": "flux-system",
 *     "name": "cart",
 *     "uid": "5b0e7d1a-6c2f-4f38-9a4d-3e1c7b9f2a60",
 *     "apiVersion": "image.toolkit.fluxcd.io/v1",
 *     "resourceVersion": "47002"
 *   },
 *   "severity": "info",
 *   "timestamp": "2026-11-22T20:10:11Z",
 *   "message": "Latest image tag for ghcr.io/acme/cart resolved to 1.4.0 (previously ghcr.io/acme/cart:1.3.2)",
 *   "reason": "Succeeded",
 *   "reportingController": "image-reflector-controller",
 *   "reportingInstance": "image-reflector-controller-84c6d9b7f-tt5sw"
 * }
 * ```
 *
 * @see https://fluxcd.io/flux/components/image/imagepolicies/#conditions
 */
export type ImagePolicyReason =
  | "AccessDenied"
  | "DependencyNotReady"
  | "Failed"
  | "FeatureGateDisabled"
  | "ImageURLInvalid"
  | "IntervalNotConfigured"
  | "Succeeded"
  | "error"
  | "info";
