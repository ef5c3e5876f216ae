import type { FluxEvent } from "./event.ts";

/** Makes an event for the tests: the end of a reconciliation of the Kustomization flux-system/cart, but for `parts`. */
export function sampleEvent(parts: Partial<FluxEvent> = {}): FluxEvent {
  return {
    involvedObject: {
      kind: "Kustomization",
      namespace: "flux-system",
      name: "cart",
      uid: "7c6d0a52-0f5e-4c8e-9d0b-2f8a3f1f6a11",
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
      resourceVersion: "48211",
    },
    severity: "info",
    timestamp: "2026-11-22T21:42:00Z",
    message: "Reconciliation finished in 436.493292ms, next run in 10m0s",
    reason: "ReconciliationSucceeded",
    metadata: { commit_status: "update", revision: "main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f" },
    reportingController: "kustomize-controller",
    reportingInstance: "kustomize-controller-6d8c7b5f4-x2x9k",
    warnings: [],
    ...parts,
  };
}
