import type { JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import type { Resource } from "../resource/resource.ts";
import { podTemplatesOf } from "./pod-templates.ts";
import { updateField } from "./update-field.ts";

/** Labels or annotations. */
export type MetadataPairs = Readonly<Record<string, string>>;

/** Settings of {@link createLabelSetter}. */
export interface LabelSetterOptions {
  /**
   * Whether pods get the labels too: the pod templates of workloads, and the job template of a CronJob. A change of
   * them restarts the pods, and the API server refuses it for a Job that exists. Default false.
   */
  readonly includeTemplates?: boolean;
}

/**
 * Makes the function that sets labels of an object.
 *
 * A label that a template has is overwritten, as by kustomize. Selectors are never touched, because the API server
 * refuses to change them; nor are the claim templates of a StatefulSet, for the same reason. Documents that SOPS has
 * encrypted stay as they are, and what does not change comes back as the same object.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/labels/
 */
export function createLabelSetter(
  labels: MetadataPairs,
  options: LabelSetterOptions = {},
): (located: LocatedResource) => LocatedResource {
  return createSetter("labels", labels, options.includeTemplates === true);
}

/**
 * Makes the function that sets annotations of an object, not of its pods.
 *
 * An annotation that a template has is overwritten, as by kustomize. Documents that SOPS has encrypted stay as they
 * are, and what does not change comes back as the same object.
 */
export function createAnnotationSetter(annotations: MetadataPairs): (located: LocatedResource) => LocatedResource {
  return createSetter("annotations", annotations, false);
}

function createSetter(
  field: "annotations" | "labels",
  pairs: MetadataPairs,
  includesTemplates: boolean,
): (located: LocatedResource) => LocatedResource {
  const entries = Object.entries(pairs);
  const merge = (old: JsonValue | undefined): JsonValue | undefined => {
    const own = isJsonObject(old) ? old : {};
    const isThere = entries.every(([key, value]) => Object.hasOwn(own, key) && own[key] === value);
    return isThere ? old : Object.fromEntries([...Object.entries(own), ...entries]);
  };
  const mergeMetadata = (old: JsonValue | undefined): JsonValue => {
    const own = isJsonObject(old) ? old : {};
    return updateField(own, [field], merge);
  };
  const setIn = (resource: Resource): Resource => {
    const labelled = updateField(resource, ["metadata", field], merge);
    if (!includesTemplates) return labelled;
    return podTemplatesOf(resource).reduce(
      (value, path) => updateField(value, [...path, "metadata"], mergeMetadata),
      labelled,
    );
  };
  return (located) => {
    if (located.sealedText !== undefined || entries.length === 0) return located;
    const resource = setIn(located.resource);
    return resource === located.resource ? located : { ...located, resource };
  };
}
