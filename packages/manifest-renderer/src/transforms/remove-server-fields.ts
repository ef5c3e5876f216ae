import type { JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { claimTemplatesOf, podTemplatesOf } from "./pod-templates.ts";
import { updateField } from "./update-field.ts";

const METADATA_FIELDS = new Set([
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "selfLink",
  "uid",
]);
const ANNOTATIONS = new Set(["deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration"]);

/**
 * Removes what only the API server and its controllers write: `status`, the fields of `metadata` that say when and how
 * the object was stored, and the annotations of kubectl and of the Deployment controller.
 *
 * They come with objects that were copied from a cluster by `kubectl get -o yaml`. In a manifest they are noise at
 * best; a `uid` or `resourceVersion` makes the API server refuse it. Templates of pods and claims lose their
 * `creationTimestamp` and `status` too. A `status` inside of `spec`, as in the schema of a CustomResourceDefinition, and
 * documents that SOPS has encrypted stay. What does not change comes back as the same object.
 */
export function removeServerFields(located: LocatedResource): LocatedResource {
  if (located.sealedText !== undefined) return located;
  let resource = updateField(located.resource, ["status"], () => undefined);
  resource = updateField(resource, ["metadata", "annotations"], withoutAnnotations);
  resource = updateField(resource, ["metadata"], withoutMetadataFields);
  for (const path of podTemplatesOf(resource)) {
    resource = updateField(resource, [...path, "metadata", "creationTimestamp"], () => undefined);
  }
  for (const path of claimTemplatesOf(resource)) {
    resource = updateField(resource, [...path, "metadata", "creationTimestamp"], () => undefined);
    resource = updateField(resource, [...path, "status"], () => undefined);
  }
  return resource === located.resource ? located : { ...located, resource };
}

function withoutMetadataFields(metadata: JsonValue | undefined): JsonValue | undefined {
  return isJsonObject(metadata) ? without(metadata, METADATA_FIELDS) : metadata;
}

function withoutAnnotations(annotations: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(annotations)) return annotations;
  const rest = without(annotations, ANNOTATIONS);
  return rest === annotations || Object.keys(rest).length > 0 ? rest : undefined;
}

function without(object: Readonly<Record<string, JsonValue>>, fields: ReadonlySet<string>): typeof object {
  if (!Object.keys(object).some((key) => fields.has(key))) return object;
  return Object.fromEntries(Object.entries(object).filter(([key]) => !fields.has(key)));
}
