import type { Inventory } from "./inventory.ts";

/**
 * What somebody has done to the objects of a cluster, past Flux.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#drift-detection
 */
export interface Drift {
  /** Objects whose fields were changed, as `Kind/namespace/name`. Default: none. */
  readonly changed?: readonly string[];
  /** Objects that were deleted, as `Kind/namespace/name`. Default: none. */
  readonly removed?: readonly string[];
}

/**
 * Makes objects differ from what was applied; the next reconciliation sets them right.
 *
 * @throws TypeError for an object that was not applied.
 */
export function driftObjects(inventory: Inventory, { changed = [], removed = [] }: Drift): Inventory {
  const stranger = [...changed, ...removed].find((name) => !inventory.has(name));
  if (stranger !== undefined) throw new TypeError(`The Flux player has not applied any ${stranger}`);

  const kept = [...inventory].filter(([name]) => !removed.includes(name));
  return new Map(kept.map(([name, text]) => [name, changed.includes(name) ? `${text}\n# changed by hand` : text]));
}
