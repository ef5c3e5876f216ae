import type { JsonObject } from "../json.ts";

/**
 * A Kubernetes object, as one document of a manifest holds it.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export interface Resource extends JsonObject {
  /** Group and version, for example `apps/v1`; the core group is `v1`. */
  readonly apiVersion: string;
  /** Kind, for example `Deployment`. */
  readonly kind: string;
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMetadata;
}

/** The part of a resource that says which object it is. */
export interface ResourceMetadata extends JsonObject {
  /** Name of the object; `generateName` is refused, because its objects cannot be recognised again. */
  readonly name: string;
}

/**
 * What makes two manifests describe the same object in a cluster.
 *
 * The version is not part of it: `apps/v1beta1` to `apps/v1` is a change, not a deletion and a creation.
 */
export interface ResourceId {
  /** API group, `""` for the core group. */
  readonly group: string;
  /** Kind, for example `Deployment`. */
  readonly kind: string;
  /** Namespace, undefined for objects of the cluster. */
  readonly namespace: string | undefined;
  /** Name of the object. */
  readonly name: string;
}

/**
 * Names the object that a resource describes.
 *
 * @example
 * ```ts source="./resource.examples.ts#resourceIdOf"
 * const before = { apiVersion: "apps/v1beta1", kind: "Deployment", metadata: { name: "cart", namespace: "shop" } };
 * const after = { ...before, apiVersion: "apps/v1" };
 * const names = [before, after].map((resource) => formatResourceId(resourceIdOf(resource)));
 * // ["Deployment.apps shop/cart", "Deployment.apps shop/cart"]
 * ```
 */
export function resourceIdOf(resource: Resource): ResourceId {
  const slash = resource.apiVersion.indexOf("/");
  const { namespace, name } = resource.metadata;
  return {
    group: slash < 0 ? "" : resource.apiVersion.slice(0, slash),
    kind: resource.kind,
    namespace: typeof namespace === "string" && namespace !== "" ? namespace : undefined,
    name,
  };
}

/**
 * Writes a resource id for people: `Deployment.apps shop/cart`, or `ClusterRole.rbac.authorization.k8s.io reader`.
 *
 * @example
 * ```ts source="./resource.examples.ts#resourceIdOf"
 * const before = { apiVersion: "apps/v1beta1", kind: "Deployment", metadata: { name: "cart", namespace: "shop" } };
 * const after = { ...before, apiVersion: "apps/v1" };
 * const names = [before, after].map((resource) => formatResourceId(resourceIdOf(resource)));
 * // ["Deployment.apps shop/cart", "Deployment.apps shop/cart"]
 * ```
 */
export function formatResourceId(id: ResourceId): string {
  const kind = id.group === "" ? id.kind : `${id.kind}.${id.group}`;
  const text = `${kind} ${id.namespace === undefined ? "" : `${id.namespace}/`}${id.name}`;
  // The parts come from templates, the text goes into messages and logs.
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ");
}

/** Gives objects that are the same the same text, and others another. */
export function resourceKey(id: ResourceId): string {
  return JSON.stringify([id.group, id.kind, id.namespace ?? "", id.name]);
}
