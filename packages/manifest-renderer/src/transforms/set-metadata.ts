import type { JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { updateField } from "./update-field.ts";

/** Labels or annotations. */
export type MetadataPairs = Readonly<Record<string, string>>;

/**
 * Makes the function that sets labels of an object, not of its pods: those are restarted by each change.
 *
 * A label that a template has is overwritten, as by kustomize. Documents that SOPS has encrypted stay as they are, and
 * what does not change comes back as the same object.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/labels/
 */
export function createLabelSetter(labels: MetadataPairs): (located: LocatedResource) => LocatedResource {
  return createSetter("labels", labels);
}

/** Makes the function that sets annotations of an object, by the same rules as {@link createLabelSetter}. */
export function createAnnotationSetter(annotations: MetadataPairs): (located: LocatedResource) => LocatedResource {
  return createSetter("annotations", annotations);
}

function createSetter(
  field: "annotations" | "labels",
  pairs: MetadataPairs,
): (located: LocatedResource) => LocatedResource {
  const entries = Object.entries(pairs);
  const merge = (old: JsonValue | undefined): JsonValue | undefined => {
    const own = isJsonObject(old) ? old : {};
    const isThere = entries.every(([key, value]) => Object.hasOwn(own, key) && own[key] === value);
    return isThere ? old : Object.fromEntries([...Object.entries(own), ...entries]);
  };
  return (located) => {
    if (located.sealedText !== undefined || entries.length === 0) return located;
    const resource = updateField(located.resource, ["metadata", field], merge);
    return resource === located.resource ? located : { ...located, resource };
  };
}
