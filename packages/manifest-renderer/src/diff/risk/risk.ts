import type { Resource, ResourceId } from "../../resource/resource.ts";
import type { FieldChange } from "../field-changes.ts";

/** What a change may break or open. */
export type RiskCode =
  | "availability/disruption"
  | "availability/scaled-to-zero"
  | "availability/suspended"
  | "deletion/data"
  | "deletion/object"
  | "deletion/protection"
  | "exposure/host"
  | "exposure/network"
  | "exposure/privileged"
  | "immutable/field"
  | "immutable/shrink"
  | "limits/removed"
  | "probe/removed"
  | "rbac/binding"
  | "rbac/cluster-admin"
  | "rbac/grants-more"
  | "rbac/wildcard";

/** Something that an approver must see before all else. */
export interface Risk {
  /** What may happen. */
  readonly code: RiskCode;
  /** What changes and what comes of it, in one sentence of our own: it holds no name and no value. */
  readonly message: string;
  /** Field of the object; undefined when it is about the object as a whole. */
  readonly path?: string;
}

/** The change of one object, as the rules see it: with every value, also those that are shown to nobody. */
export interface ObjectChange {
  /** The object. */
  readonly id: ResourceId;
  /** Its kind and group, for example `Deployment.apps`. */
  readonly kind: string;
  /** The object before; undefined when it is added. */
  readonly before: Resource | undefined;
  /** The object after; undefined when it is removed. */
  readonly after: Resource | undefined;
  /** Fields that differ, when it was there before and stays. */
  readonly fields: readonly FieldChange[];
}

/** Finds the risks of one family in the change of an object. */
export type RiskRule = (change: ObjectChange) => readonly Risk[];

/** Tells whether a field is the one at `path` or lies below it. */
export function isAtOrBelow(field: string, path: string): boolean {
  return (
    field.startsWith(path) && (field.length === path.length || field[path.length] === "." || field[path.length] === "[")
  );
}
