import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";

/** Gives an object, and all that it lists when it is a list: what else it is shows only when kustomize reads it. */
export function withItems(value: JsonValue): readonly JsonValue[] {
  const items = isJsonObject(value) ? value["items"] : undefined;
  return Array.isArray(items) ? [value, ...(items as readonly JsonValue[]).flatMap(withItems)] : [value];
}

/** Go reads a version with an empty group in front as one without a group. */
export function isBuiltIn(value: JsonValue): boolean {
  return isJsonObject(value) && (value["apiVersion"] === "builtin" || value["apiVersion"] === "/builtin");
}

/** Tells whether kustomize takes a text for the objects that it holds. */
export function areObjects(documents: readonly JsonValue[]): boolean {
  const objects = documents.filter((document) => document !== null);
  return objects.length > 0 && objects.every(isObject);
}

function isObject(value: JsonValue): boolean {
  if (!isJsonObject(value)) return false;
  const { kind, items } = value;
  const isList = typeof kind === "string" && kind.endsWith("List") && Array.isArray(items);
  return isList ? areObjects(items as readonly JsonValue[]) : objectKey(value) !== undefined;
}

/** What an object keeps on its way through kustomize, unless a prefix renames it. */
export function objectKey({ kind, metadata }: JsonObject): string | undefined {
  const name = isJsonObject(metadata) ? metadata["name"] : undefined;
  return typeof kind === "string" && typeof name === "string" ? `${kind} ${name}` : undefined;
}
