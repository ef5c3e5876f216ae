import type { ConfigRevision } from "@gitops/github-reporter";
import type { ConfigLayer, Patch } from "@gitops/manifest-renderer";

/**
 * What one source, or all sources of a slot, add to a render.
 *
 * @internal
 */
export interface SlotConfig {
  /** Values, lowest precedence first. */
  readonly layers: readonly ConfigLayer[];
  /** Patches, in the order in which they are applied. */
  readonly patches: readonly Patch[];
  /** Where they come from, for the lock. */
  readonly revisions: readonly ConfigRevision[];
}
