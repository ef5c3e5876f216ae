import type { LocatedResource } from "../resource/read-resources.ts";
import type { ResourceId } from "../resource/resource.ts";
import { formatResourceId, resourceIdOf } from "../resource/resource.ts";
import type { Patch } from "./patch.ts";
import { nameOfPatch } from "./patch-name.ts";

const SHOWN = 3;

/** Lists what a patch that matches nothing may have meant: the same name elsewhere, then other objects of the kind. */
export function nearMisses(resources: readonly LocatedResource[], patch: Patch): string {
  const wanted = wantedOf(patch);
  const closeness = (id: ResourceId): number =>
    (id.name === wanted.name ? 2 : 0) + (id.kind.toLowerCase() === wanted.kind?.toLowerCase() ? 1 : 0);
  const close = resources
    .map(({ resource }) => resourceIdOf(resource))
    .map((id) => ({ id, score: closeness(id) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  if (close.length === 0) return `; there are ${resources.length} objects, none of this name or kind`;
  const names = close.slice(0, SHOWN).map(({ id }) => formatResourceId(id));
  return `; close to it: ${names.join(", ")}${close.length > SHOWN ? ", …" : ""}`;
}

function wantedOf(patch: Patch): { readonly kind?: string | undefined; readonly name?: string | undefined } {
  if (patch.target !== undefined) return patch.target;
  return patch.type === "json6902" ? {} : nameOfPatch(patch.patch).unwrapOr({ kind: undefined, name: undefined });
}
