import type { JsonObject, JsonValue } from "../json.ts";

/**
 * Which resources a patch goes to. Every field that is set must match.
 *
 * `group`, `version`, `kind`, `name` and `namespace` are regular expressions that must match the whole text, as in
 * kustomize. Taken are literals, `.`, `[a-z]`, groups, `|`, `?`, `*` and `+`, and a group that repeats may hold nothing
 * that repeats; they are matched in linear steps, so that no pattern can stall a render.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export interface PatchTarget {
  /** API group, for example `apps`; `""` is the core group. */
  readonly group?: string;
  /** API version, for example `v1`. */
  readonly version?: string;
  /** Kind, for example `Deployment`. */
  readonly kind?: string;
  /** Namespace of the object. */
  readonly namespace?: string;
  /** Name of the object. */
  readonly name?: string;
  /** Labels of the object: `app=cart,tier!=db,env in (dev,test),!legacy`. */
  readonly labelSelector?: string;
}

/** A step of a JSON Patch. Paths are JSON pointers, for example `/metadata/annotations/example.com~1owner`. */
export type JsonPatchOperation = ValueOperation | RemoveOperation | MoveOperation;

/** A step that puts a value in place, or looks whether it is there. */
export interface ValueOperation {
  /** What is done. */
  readonly op: "add" | "replace" | "test";
  /** Place of the value. */
  readonly path: string;
  /** The value. */
  readonly value: JsonValue;
}

/** A step that takes a value away. */
export interface RemoveOperation {
  /** What is done. */
  readonly op: "remove";
  /** Place of the value. */
  readonly path: string;
}

/** A step that moves or copies a value. */
export interface MoveOperation {
  /** What is done. */
  readonly op: "move" | "copy";
  /** Place that the value comes from. */
  readonly from: string;
  /** Place that it goes to. */
  readonly path: string;
}

/**
 * A change to resources that already exist, as data.
 *
 * `strategic` merges as `kubectl patch` does, with lists by the keys of the built-in kinds; `merge` is RFC 7386: lists
 * are replaced; `json6902` is RFC 6902. Without a target, a strategic or merge patch goes to the resource that it names
 * by `apiVersion`, `kind`, `metadata.name` and, if set, `metadata.namespace`; with one, those fields of it are ignored.
 */
export type Patch = MergePatch | JsonPatch;

/** A patch that is a piece of the object that comes of it. */
export interface MergePatch extends PatchSource {
  /** How lists merge. */
  readonly type: "strategic" | "merge";
  /** The piece. */
  readonly patch: JsonObject;
  /** Objects that it goes to. Default: the one that it names. */
  readonly target?: PatchTarget;
}

/** A patch that is a list of steps. */
export interface JsonPatch extends PatchSource {
  /** RFC 6902. */
  readonly type: "json6902";
  /** The steps. */
  readonly operations: readonly JsonPatchOperation[];
  /** Objects that it goes to. */
  readonly target: PatchTarget;
}

/** Where a patch was written. */
export interface PatchSource {
  /** Place for messages, for example `dev/patches.yaml:12`. Default: the number of the patch, `patch 3`. */
  readonly source?: string;
}
