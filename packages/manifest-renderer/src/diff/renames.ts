import { formatScalar, isJsonObject } from "../json.ts";
import type { JsonValue } from "../json.ts";
import type { Resource, ResourceId } from "../resource/resource.ts";
import { resourceIdOf } from "../resource/resource.ts";

/**
 * Finds the objects that only have another name: one that goes and one that comes, of the same kind and namespace,
 * and equal in everything else. Objects that could come from several others are left out.
 */
export function findRenames(
  removed: readonly Resource[],
  added: readonly Resource[],
): ReadonlyMap<Resource, ResourceId> {
  if (removed.length === 0 || added.length === 0) return new Map();
  const old = byContent(removed);
  const renames = new Map<Resource, ResourceId>();
  for (const [content, [now, ...others]] of byContent(added)) {
    const [before, ...candidates] = old.get(content) ?? [];
    if (before === undefined || now === undefined || candidates.length + others.length > 0) continue;
    renames.set(now, resourceIdOf(before));
  }
  return renames;
}

function byContent(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const content = formatScalar(sorted({ ...resource, metadata: { ...resource.metadata, name: "" } }));
    const group = groups.get(content);
    if (group === undefined) groups.set(content, [resource]);
    else group.push(resource);
  }
  return groups;
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(sorted);
  // A string and a large integer must not become the same text.
  if (typeof value === "bigint") return [`${value}n`];
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
