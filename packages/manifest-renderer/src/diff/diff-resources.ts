import type { Resource, ResourceId } from "../resource/resource.ts";
import { formatResourceId, resourceIdOf, resourceKey } from "../resource/resource.ts";
import type { FieldChange } from "./field-changes.ts";
import { fieldChanges } from "./field-changes.ts";
import { ignoringPaths } from "./ignored-paths.ts";
import type { ImageChange } from "./image-changes.ts";
import { imageChanges } from "./image-changes.ts";
import { maskFields } from "./mask-fields.ts";
import { findRenames } from "./renames.ts";
import type { Risk } from "./risk/risk.ts";
import { risksOf } from "./risk/risks-of.ts";
import { isSameValue } from "./same-value.ts";

/** How one object differs between two sets of manifests. */
export interface ResourceDiff {
  /** The object. */
  readonly id: ResourceId;
  /** Whether the object comes, goes, or stays with other fields. */
  readonly change: "added" | "removed" | "changed";
  /** Fields that differ, in the order of their names; empty when the object is added or removed. */
  readonly fields: readonly FieldChange[];
  /** Container images that come, go or change, also those of added and removed objects. */
  readonly images: readonly ImageChange[];
  /** What an approver must see before all else, the worst first. */
  readonly risks: readonly Risk[];
  /** Set when an added object equals a removed one in everything but the name; the removed one is listed, too. */
  readonly renamedFrom?: ResourceId;
}

/** Settings of {@link diffResources}. */
export interface DiffResourcesOptions {
  /**
   * Fields to leave out, as patterns of field paths: `metadata.annotations["checksum/*"]`, `spec.replicas`,
   * `spec.template.spec.containers[*].image`. `*` stands for any characters of one step. Default none.
   */
  readonly ignorePaths?: readonly string[];
}

/**
 * Compares two sets of manifests object by object.
 *
 * An object is the same when group, kind, namespace and name are; another version of its API is a changed field. What
 * Secrets hold, and ciphertext, is never part of the result, only that it changes.
 *
 * @returns the objects that differ, in the order of their names; empty when both sets mean the same.
 * @throws RangeError when an ignored path is no field path.
 * @example
 * ```ts source="./diff-resources.examples.ts#diffResources"
 * const lines = diffResources(before, after).map(
 *   ({ id, change, fields }) => `${formatResourceId(id)} ${change}: ${fields.map(({ path }) => path).join(", ")}`,
 * ); // ["Deployment.apps shop/cart changed: spec.replicas"]
 * ```
 */
export function diffResources(
  before: readonly Resource[],
  after: readonly Resource[],
  options: DiffResourcesOptions = {},
): readonly ResourceDiff[] {
  const { ignorePaths = [] } = options;
  const withoutIgnored = ignorePaths.length === 0 ? undefined : ignoringPaths(ignorePaths);
  const pairs = pairUp(before, after).map(([old, next]): Pair =>
    withoutIgnored === undefined ? [old, next] : [old && withoutIgnored(old), next && withoutIgnored(next)],
  );
  const renames = findRenames(
    pairs.flatMap(([old, next]) => (old !== undefined && next === undefined ? [old] : [])),
    pairs.flatMap(([old, next]) => (next !== undefined && old === undefined ? [next] : [])),
  );
  return pairs
    .flatMap(([old, next]) => diffResource(old, next, next && renames.get(next)))
    .map((diff) => ({ diff, label: formatResourceId(diff.id) }))
    .sort((a, b) => (a.label < b.label ? -1 : 1))
    .map(({ diff }) => diff);
}

type Pair = readonly [before: Resource | undefined, after: Resource | undefined];

/** Puts together what describes the same object, without the objects that are in both sets as they are. */
function pairUp(before: readonly Resource[], after: readonly Resource[]): readonly Pair[] {
  const kept = new Set(before);
  const next = new Map<string, Resource>();
  for (const resource of after) {
    if (!kept.delete(resource)) next.set(resourceKey(resourceIdOf(resource)), resource);
  }
  const old = new Map([...kept].map((resource) => [resourceKey(resourceIdOf(resource)), resource]));
  const removed = [...old].flatMap(([key, resource]): readonly Pair[] =>
    next.has(key) ? [] : [[resource, undefined]],
  );
  return [...removed, ...[...next].map(([key, resource]): Pair => [old.get(key), resource])];
}

function diffResource(
  before: Resource | undefined,
  after: Resource | undefined,
  renamedFrom: ResourceId | undefined,
): readonly ResourceDiff[] {
  const present = after ?? before;
  if (present === undefined || isSameValue(before, after)) return [];
  const id = resourceIdOf(present);
  const images = imageChanges(before, after);
  if (before === undefined || after === undefined) {
    const risks = risksOf(before, after, []);
    const change = before === undefined ? "added" : "removed";
    return [{ id, change, fields: [], images, risks, ...(renamedFrom === undefined ? {} : { renamedFrom }) }];
  }
  const fields = fieldChanges(before, after);
  return [
    { id, change: "changed", fields: maskFields(before, after, fields), images, risks: risksOf(before, after, fields) },
  ];
}
