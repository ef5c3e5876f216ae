/** Token of the Provider's Secret. */
export const SECRET = "4f3d9b1c7a5e2608d1f0a9b8c7d6e5f4";

/** An event as notification-controller posts it. */
export const EVENT = JSON.stringify({
  involvedObject: {
    kind: "Kustomization",
    namespace: "flux-system",
    name: "cart",
    uid: "5b0e7d1a-6c2f-4f38-9a4d-3e1c7b9f2a60",
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    resourceVersion: "48211",
  },
  severity: "error",
  timestamp: "2026-11-22T21:47:04Z",
  message: "health check failed after 5m0.009s: timeout waiting for: [Deployment/shop/cart status: 'InProgress']",
  reason: "HealthCheckFailed",
  metadata: { cluster: "prod-eu", revision: "main@sha1:4f1c9a7be02d5c8360f1a2b3c4d5e6f708192a3b" },
  reportingController: "kustomize-controller",
  reportingInstance: "kustomize-controller-6d8c7b5f4-x2x9k",
});
