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
export type JsonPatchOperation =
  | { readonly op: "add" | "replace" | "test"; readonly path: string; readonly value: JsonValue }
  | { readonly op: "remove"; readonly path: string }
  | { readonly op: "move" | "copy"; readonly from: string; readonly path: string };

/**
 * A change to resources that already exist, as data.
 *
 * `strategic` merges as `kubectl patch` does, with lists by the keys of the built-in kinds; `merge` is RFC 7386: lists
 * are replaced; `json6902` is RFC 6902. Without a target, a strategic or merge patch goes to the resource that it names
 * by `apiVersion`, `kind`, `metadata.name` and, if set, `metadata.namespace`; with one, those fields of it are ignored.
 */
export type Patch = PatchSource &
  (
    | { readonly type: "strategic" | "merge"; readonly patch: JsonObject; readonly target?: PatchTarget }
    | { readonly type: "json6902"; readonly operations: readonly JsonPatchOperation[]; readonly target: PatchTarget }
  );

/** Where a patch was written. */
export interface PatchSource {
  /** Place for messages, for example `dev/patches.yaml:12`. Default: the number of the patch, `patch 3`. */
  readonly source?: string;
}
