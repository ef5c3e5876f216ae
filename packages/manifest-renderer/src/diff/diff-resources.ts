import type { JsonValue } from "../json.ts";
import type { Resource, ResourceId } from "../resource/resource.ts";

/** How one object differs between two sets of manifests. */
export interface ResourceDiff {
  /** The object. */
  readonly id: ResourceId;
  /** Whether the object comes, goes, or stays with other fields. */
  readonly change: "added" | "removed" | "changed";
  /** Fields that differ, in the order of the fields; empty when the object is added or removed. */
  readonly fields: readonly FieldChange[];
  /** Container images that come, go or change, also those of added and removed objects. */
  readonly images: readonly ImageChange[];
}

/** One field before and after. */
export interface FieldChange {
  /** Place of the field, for example `spec.template.spec.containers[name=cart].image`. */
  readonly path: string;
  /** Value before; undefined when the field was not there. Values of Secrets are masked. */
  readonly before: JsonValue | undefined;
  /** Value after; undefined when the field is no longer there. Values of Secrets are masked. */
  readonly after: JsonValue | undefined;
}

/** The image of one container before and after. */
export interface ImageChange {
  /** Place of the container, for example `spec.template.spec.containers[name=cart]`. */
  readonly path: string;
  /** Image before; undefined when the container was not there. */
  readonly before: string | undefined;
  /** Image after; undefined when the container is no longer there. */
  readonly after: string | undefined;
}

/** Compares two sets of manifests object by object. */
export function diffResources(before: readonly Resource[], after: readonly Resource[]): readonly ResourceDiff[] {
  before;
  after;
  return [];
}
