/**
 * The reasons that image-automation-controller gives on events of an ImageUpdateAutomation. They carry no metadata: the
 * commit that was pushed stands in the message alone, in seven digits. A full body:
 *
 * ```json source="./image-automation-controller.sample.json"
 * {
 *   "involvedObject": {
 *     "kind": "ImageUpdateAutomation",
 *     "namespace": "flux-system",
 *     "name": "shop",
 *     "uid": "5b0e7d1a-6c2f-4f38-9a4d-3e1c7b9f2a60",
 *     "apiVersion": "image.toolkit.fluxcd.io/v1",
 *     "resourceVersion": "47015"
 *   },
 *   "severity": "info",
 *   "timestamp": "2026-11-22T20:10:40Z",
 *   "message": "pushed commit '4f1c9a7' to branch 'main'\nUpdate images\n\n- ghcr.io/acme/cart:1.4.0",
 *   "reason": "Succeeded",
 *   "reportingController": "image-automation-controller",
 *   "reportingInstance": "image-automation-controller-79d5f8c6b-hn8qd"
 * }
 * ```
 *
 * @see https://fluxcd.io/flux/components/image/imageupdateautomations/#conditions
 */
export type ImageUpdateAutomationReason =
  | "AccessDenied"
  | "FeatureGateDisabled"
  | "GitOperationFailed"
  | "InvalidPolicySelector"
  | "InvalidSourceConfiguration"
  | "InvalidUpdateStrategy"
  | "RemovedTemplateField"
  | "SourceManagerFailed"
  | "Succeeded"
  | "UpdateFailed"
  | "error"
  | "info";
