import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject, ownField } from "../json.ts";

/** What `$patch` says. */
export type Directive = "delete" | "merge" | "replace" | "unknown";

const NAMED = /^\$(?:deleteFromPrimitiveList|setElementOrder)\//;

/** Reads `$patch` of a map. */
export function directiveOf(patch: JsonObject): Directive {
  const value = ownField(patch, "$patch") ?? "merge";
  return value === "merge" || value === "replace" || value === "delete" ? value : "unknown";
}

/** Tells whether an item of a list is nothing but `$patch`, and so is about the list. */
export function isDirective(item: JsonValue): item is JsonObject {
  return isJsonObject(item) && Object.hasOwn(item, "$patch") && Object.keys(item).length === 1;
}

/** Tells whether `$patch` stands anywhere in a value. */
export function holdsDirective(value: JsonValue): boolean {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).some(holdsDirective);
  return isJsonObject(value) && (Object.hasOwn(value, "$patch") || Object.values(value).some(holdsDirective));
}

/**
 * Reads what the items of a list say about the list.
 *
 * `$patch: replace` in an item with a key is refused: kubectl empties the list, and kustomize drops the item.
 */
export function listDirective(items: readonly JsonValue[]): Directive {
  const inItems = items.map((item): Directive => {
    if (!isJsonObject(item)) return "merge";
    const directive = directiveOf(item);
    if (isDirective(item)) return directive;
    return directive === "replace" ? "unknown" : directive === "delete" ? "merge" : directive;
  });
  const rank = (directive: Directive): boolean => inItems.includes(directive);
  return rank("unknown") ? "unknown" : rank("delete") ? "delete" : rank("replace") ? "replace" : "merge";
}

/** Gives the field that a key of a patch is about; undefined for what is about the map itself. */
export function namedByDirective(key: string): string | undefined {
  return key === "$patch" || key === "$retainKeys" ? undefined : key.replace(NAMED, "");
}

/** Reads `$retainKeys`; it is invalid when it leaves out a field that the same patch sets. */
export function retainedKeys(patch: JsonObject): ReadonlySet<string> | "invalid" | undefined {
  const value = ownField(patch, "$retainKeys");
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return "invalid";
  const keys = new Set((value as readonly JsonValue[]).map(String));
  const set = Object.keys(patch).filter((key) => !key.startsWith("$") && patch[key] !== null);
  return set.every((key) => keys.has(key)) ? keys : "invalid";
}
