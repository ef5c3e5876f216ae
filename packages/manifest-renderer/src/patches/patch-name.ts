import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject, ownField } from "../json.ts";
import type { ResourceId } from "../resource/resource.ts";
import { resourceIdOf } from "../resource/resource.ts";

/** Reads which object a patch without a target is for: `apiVersion`, `kind`, `metadata.name`, and the namespace if set. */
export function nameOfPatch(patch: JsonObject): Result<ResourceId, string> {
  const { apiVersion, kind } = patch;
  const metadata = ownField(patch, "metadata");
  const name = isJsonObject(metadata) ? ownField(metadata, "name") : undefined;
  if (!isText(apiVersion) || !isText(kind) || !isText(name) || !isJsonObject(metadata)) {
    return err("the patch must name its object by apiVersion, kind and metadata.name, or have a target");
  }
  return ok(resourceIdOf({ apiVersion, kind, metadata: { ...metadata, name } }));
}

/** Leaves out the fields by which a patch names its object: they find the object, they do not change it. */
export function withoutName(patch: JsonObject): JsonObject {
  const rest = omit(patch, ["apiVersion", "kind"]);
  const metadata = ownField(patch, "metadata");
  if (!isJsonObject(metadata)) return rest;
  const others = omit(metadata, ["name", "namespace"]);
  return Object.keys(others).length === 0 ? omit(rest, ["metadata"]) : { ...rest, metadata: others };
}

function omit(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === "string" && value !== "";
}
