import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import type { Resource } from "../resource/resource.ts";
import type { IsClusterScoped } from "../resource/scope.ts";

/**
 * Gives each namespaced object without a namespace the one of the request, and takes it from objects of the cluster.
 *
 * Another namespace in a template is never overwritten: the guard `foreignNamespace` speaks about it. Documents that
 * SOPS has encrypted stay as they are.
 */
export function setNamespace(
  resources: readonly LocatedResource[],
  namespace: string | undefined,
  isClusterScoped: IsClusterScoped,
): readonly LocatedResource[] {
  return resources.map((located) => {
    if (located.sealedText !== undefined) return located;
    if (isClusterScoped(located.resource)) return { ...located, resource: inCluster(located.resource, namespace) };
    return namespace === undefined ? located : { ...located, resource: inNamespace(located.resource, namespace) };
  });
}

function inCluster(resource: Resource, namespace: string | undefined): Resource {
  const entries = Object.entries(resource.metadata).filter(([key]) => key !== "namespace");
  const metadata = { ...Object.fromEntries(entries), name: resource.metadata.name };
  return withSubjects({ ...resource, metadata }, namespace);
}

function inNamespace(resource: Resource, namespace: string): Resource {
  const metadata = isUnset(resource.metadata["namespace"]) ? { ...resource.metadata, namespace } : resource.metadata;
  return withSubjects({ ...resource, metadata }, namespace);
}

/** A ServiceAccount that a binding names has to say its namespace; without one it is meant to be ours. */
function withSubjects(resource: Resource, namespace: string | undefined): Resource {
  const { subjects } = resource;
  const isBinding = resource.kind === "RoleBinding" || resource.kind === "ClusterRoleBinding";
  if (namespace === undefined || !isBinding || !Array.isArray(subjects)) return resource;
  const complete = (subjects as readonly JsonValue[]).map((subject) =>
    isServiceAccount(subject) && isUnset(subject["namespace"]) ? { ...subject, namespace } : subject,
  );
  return { ...resource, subjects: complete };
}

function isServiceAccount(subject: JsonValue): subject is JsonObject {
  return isJsonObject(subject) && subject["kind"] === "ServiceAccount";
}

function isUnset(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === "";
}
