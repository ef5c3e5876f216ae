import type { Deletion } from "../sequences/deleted.ts";
import type { Drift } from "./drift.ts";

/** A Kustomization in the hands of whoever works with the cluster. */
export interface PlayedKustomization {
  /**
   * Makes objects differ from what was applied, which the next reconciliation sets right.
   *
   * @throws TypeError for an object that was not applied.
   */
  drift(drift: Drift): void;
  /** Stops reconciling it. Nothing is said about that, and nothing any more. */
  suspend(): void;
  /** Reconciles it again, and resolves when that has been done once. */
  resume(): Promise<void>;
  /** Deletes it, by default without any trouble, and resolves when that was tried. A suspended one leaves its objects behind. */
  delete(deletion?: Deletion): Promise<void>;
}
