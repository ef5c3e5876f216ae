import type { Metadata } from "../sequences/step.ts";
import type { Inventory } from "./inventory.ts";

/** What the status of a Kustomization remembers between reconciliations. */
export interface KustomizationStatus {
  /** Commit whose manifests run. */
  readonly sha: string | undefined;
  /** Files of that commit under the path. */
  readonly files: ReadonlyMap<string, string>;
  /** Objects that run. */
  readonly inventory: Inventory;
  /** Revision of the last success, and its origin, as events name them. */
  readonly lastApplied: Metadata;
  /** The Ready condition; its reason is that of every event. */
  readonly ready: { readonly isTrue: boolean; readonly reason: string };
  /** The Healthy condition. */
  readonly isHealthy: boolean;
}

/** The status of a Kustomization that was never reconciled. */
export const NEW_STATUS: KustomizationStatus = {
  sha: undefined,
  files: new Map(),
  inventory: new Map(),
  lastApplied: {},
  ready: { isTrue: false, reason: "Progressing" },
  isHealthy: false,
};
