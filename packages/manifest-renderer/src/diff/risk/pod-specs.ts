import { fieldPath } from "../../field-path.ts";
import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { Resource } from "../../resource/resource.ts";

/** A map that holds containers, and where it stands in its object. */
export interface PodSpec {
  /** For example `spec.template.spec`. */
  readonly path: string;
  /** The map. */
  readonly spec: JsonObject;
}

/** Finds the pod specs of an object of any kind, also of kinds that nobody knew before. */
export function podSpecsOf(resource: Resource): readonly PodSpec[] {
  const found: PodSpec[] = [];
  collect(resource, "", found);
  return found;
}

/** The label of a list item in a field path: its name, else its position. */
export function listItem(item: JsonObject, index: number): string {
  return typeof item["name"] === "string" ? `name=${item["name"]}` : String(index);
}

function collect(value: JsonValue, path: string, found: PodSpec[]): void {
  if (Array.isArray(value)) {
    (value as readonly JsonValue[]).forEach((item, index) => {
      if (isJsonObject(item)) collect(item, `${path}[${listItem(item, index)}]`, found);
    });
  } else if (isJsonObject(value)) {
    if (Array.isArray(value["containers"])) found.push({ path, spec: value });
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === "object" && inner !== null) collect(inner, fieldPath(path, key), found);
    }
  }
}
