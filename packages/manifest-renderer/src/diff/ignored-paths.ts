import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { Resource } from "../resource/resource.ts";

/** One step of a pattern: the key of a map, or the place of an item in a list. */
interface Step {
  readonly of: "map" | "list";
  readonly pattern: RegExp;
}

const STEP = /\.?([A-Za-z_*][\w*-]*)|\["((?:[^"\\]|\\.)*)"\]|\[([^\]"]+)\]/y;

/** Takes the ignored fields out of a resource; gives the same object back when it has none of them. */
export type WithoutIgnored = (resource: Resource) => Resource;

/**
 * Reads patterns of field paths: `*` stands for any characters of one step, also in `[*]` and in `["checksum/*"]`.
 * A field matches with all that lies below it.
 *
 * @throws RangeError when a pattern is no field path.
 */
export function ignoringPaths(patterns: readonly string[]): WithoutIgnored {
  const paths = patterns.map(parsePattern);
  return (resource) => {
    const left = paths.reduce<JsonValue>((value, path) => without(value, path) ?? {}, resource);
    return left === resource || !isJsonObject(left) ? resource : withIdentity(left, resource);
  };
}

/** What names an object is compared even where a pattern covers it: there would be nothing left to show. */
function withIdentity(left: JsonObject, { apiVersion, kind, metadata }: Resource): Resource {
  const { name, namespace } = metadata;
  const kept = isJsonObject(left["metadata"]) ? left["metadata"] : {};
  return {
    ...left,
    apiVersion,
    kind,
    metadata: { ...kept, name, ...(namespace === undefined ? {} : { namespace }) },
  };
}

function parsePattern(text: string): readonly Step[] {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (match === null || match[0] === "")
      throw new RangeError(`ignorePaths: ${JSON.stringify(text)} is no field path`);
    const [, bare, quoted, item] = match;
    if (item !== undefined) steps.push({ of: "list", pattern: wildcard(item) });
    else steps.push({ of: "map", pattern: wildcard(bare ?? unquote(quoted ?? "")) });
  }
  if (steps.length === 0) throw new RangeError("ignorePaths: an empty pattern would ignore everything");
  return steps;
}

/** Undefined when nothing is left of a map or list that held only ignored fields. */
function without(value: JsonValue, steps: readonly Step[]): JsonValue | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return undefined;
  if (Array.isArray(value)) return step.of === "list" ? withoutItems(value as readonly JsonValue[], step, rest) : value;
  return isJsonObject(value) && step.of === "map" ? withoutKeys(value, step, rest) : value;
}

function withoutKeys(map: JsonObject, { pattern }: Step, rest: readonly Step[]): JsonValue | undefined {
  let left: Record<string, JsonValue> | undefined;
  for (const [key, inner] of Object.entries(map)) {
    if (!pattern.test(key)) continue;
    const kept = without(inner, rest);
    if (kept === inner) continue;
    left ??= Object.fromEntries(Object.entries(map));
    if (kept === undefined) Reflect.deleteProperty(left, key);
    else left[key] = kept;
  }
  if (left === undefined) return map;
  return Object.keys(left).length === 0 ? undefined : left;
}

function withoutItems(items: readonly JsonValue[], { pattern }: Step, rest: readonly Step[]): JsonValue | undefined {
  const left = items.map((item, index) =>
    labels(item, index).some((label) => pattern.test(label)) ? without(item, rest) : item,
  );
  if (left.every((item, index) => item === items[index])) return items;
  const kept = left.filter((item) => item !== undefined);
  return kept.length === 0 ? undefined : kept;
}

/** `[0]` is the first item; `[name=cart]` is each item whose field has this value. */
function labels(item: JsonValue, index: number): readonly string[] {
  if (!isJsonObject(item)) return [String(index)];
  const fields = Object.entries(item).flatMap(([field, value]) =>
    typeof value === "string" || typeof value === "number" ? [`${field}=${value}`] : [],
  );
  return [String(index), ...fields];
}

function wildcard(text: string): RegExp {
  const parts = text.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "su");
}

function unquote(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}
