import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import type { Resource } from "../resource/resource.ts";
import type { IsClusterScoped } from "../resource/scope.ts";
import { EACH_ITEM, updateField } from "./update-field.ts";

const NAMESPACE = ["metadata", "namespace"];
const SUBJECTS = ["subjects", EACH_ITEM];

/**
 * Makes the function that gives a namespaced object without a namespace the one of the request, and takes it from an
 * object of the cluster.
 *
 * Another namespace in a template is never overwritten: the guard `foreignNamespace` speaks about it. Documents that
 * SOPS has encrypted stay as they are, and what does not change comes back as the same object.
 */
export function createNamespaceSetter(
  namespace: string | undefined,
  isClusterScoped: IsClusterScoped,
): (located: LocatedResource) => LocatedResource {
  return (located) => {
    if (located.sealedText !== undefined) return located;
    const resource = isClusterScoped(located.resource)
      ? updateField(located.resource, NAMESPACE, () => undefined)
      : updateField(located.resource, NAMESPACE, (own) => (isUnset(own) ? (namespace ?? own) : own));
    const complete = withSubjects(resource, namespace);
    return complete === located.resource ? located : { ...located, resource: complete };
  };
}

/** A ServiceAccount that a binding names has to say its namespace; without one it is meant to be ours. */
function withSubjects(resource: Resource, namespace: string | undefined): Resource {
  const isBinding = resource.kind === "RoleBinding" || resource.kind === "ClusterRoleBinding";
  if (namespace === undefined || !isBinding) return resource;
  return updateField(resource, SUBJECTS, (subject) =>
    isServiceAccount(subject) && isUnset(subject["namespace"]) ? { ...subject, namespace } : subject,
  );
}

function isServiceAccount(subject: JsonValue | undefined): subject is JsonObject {
  return isJsonObject(subject) && subject["kind"] === "ServiceAccount";
}

function isUnset(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === "";
}
