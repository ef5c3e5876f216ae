import type { Resource, ResourceId } from "../resource/resource.ts";
import { formatResourceId, resourceIdOf, resourceKey } from "../resource/resource.ts";
import { imagesOf } from "../transforms/container-images.ts";
import type { FieldChange } from "./field-changes.ts";
import { fieldChanges } from "./field-changes.ts";
import { maskSecretField } from "./mask-secret-field.ts";

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
}

/** The image of one container before and after. */
export interface ImageChange {
  /** Place of the image, for example `spec.template.spec.containers[name=cart].image`. */
  readonly path: string;
  /** Image before; undefined when the container was not there. */
  readonly before: string | undefined;
  /** Image after; undefined when the container is no longer there. */
  readonly after: string | undefined;
}

/**
 * Compares two sets of manifests object by object.
 *
 * An object is the same when group, kind, namespace and name are; another version of its API is a changed field. What
 * Secrets hold is never part of the result, only that it changes.
 *
 * @returns the objects that differ, in the order of their names; empty when both sets mean the same.
 * @example
 * ```ts source="./diff-resources.examples.ts#diffResources"
 * const lines = diffResources(before, after).map(
 *   ({ id, change, fields }) => `${formatResourceId(id)} ${change}: ${fields.map(({ path }) => path).join(", ")}`,
 * ); // ["Deployment.apps shop/cart changed: spec.replicas"]
 * ```
 */
export function diffResources(before: readonly Resource[], after: readonly Resource[]): readonly ResourceDiff[] {
  const [old, next] = [byKey(before), byKey(after)];
  const keys = new Set([...old.keys(), ...next.keys()]);
  return [...keys]
    .flatMap((key) => diffResource(old.get(key), next.get(key)))
    .sort((a, b) => (formatResourceId(a.id) < formatResourceId(b.id) ? -1 : 1));
}

function diffResource(before: Resource | undefined, after: Resource | undefined): readonly ResourceDiff[] {
  const present = after ?? before;
  if (present === undefined) return [];
  const id = resourceIdOf(present);
  const images = imageChanges(before, after);
  if (before === undefined) return [{ id, change: "added", fields: [], images }];
  if (after === undefined) return [{ id, change: "removed", fields: [], images }];
  const changes = fieldChanges(before, after);
  if (changes.length === 0) return [];
  const isSecret = id.kind === "Secret" && id.group === "";
  return [{ id, change: "changed", fields: isSecret ? changes.map(maskSecretField) : changes, images }];
}

function imageChanges(before: Resource | undefined, after: Resource | undefined): readonly ImageChange[] {
  const [old, next] = [imagesByPath(before), imagesByPath(after)];
  return [...new Set([...old.keys(), ...next.keys()])]
    .sort()
    .map((path) => ({ path, before: old.get(path), after: next.get(path) }))
    .filter((image) => image.before !== image.after);
}

function imagesByPath(resource: Resource | undefined): ReadonlyMap<string, string> {
  return new Map(resource === undefined ? [] : imagesOf(resource).map(({ path, image }) => [path, image]));
}

function byKey(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(resources.map((resource) => [resourceKey(resourceIdOf(resource)), resource]));
}
