import { fieldPath } from "../field-path.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";

/** One field before and after. */
export interface FieldChange {
  /** Place of the field, for example `spec.template.spec.containers[name=cart].image`. */
  readonly path: string;
  /** Value before; undefined when the field was not there. Values of Secrets are masked. */
  readonly before: JsonValue | undefined;
  /** Value after; undefined when the field is no longer there. Values of Secrets are masked. */
  readonly after: JsonValue | undefined;
}

/**
 * Lists the fields that differ between two values.
 *
 * Items of a list are compared by their `name` where every item has its own, as Kubernetes merges such lists, and by
 * their position elsewhere. A map or list that comes or goes as a whole is one change.
 */
export function fieldChanges(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path = "",
): readonly FieldChange[] {
  if (isJsonObject(before) && isJsonObject(after)) {
    return joined(Object.keys(before), Object.keys(after)).flatMap((key) =>
      fieldChanges(own(before, key), own(after, key), fieldPath(path, key)),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  return Object.is(before, after) ? [] : [{ path, before, after }];
}

function listChanges(before: readonly JsonValue[], after: readonly JsonValue[], path: string): readonly FieldChange[] {
  const [named, namedAfter] = [byName(before), byName(after)];
  if (named !== undefined && namedAfter !== undefined) {
    const items = joined(named.keys(), namedAfter.keys()).flatMap((name) =>
      fieldChanges(named.get(name), namedAfter.get(name), `${path}[name=${name}]`),
    );
    return [...items, ...orderChange(named, namedAfter, path)];
  }
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) => fieldChanges(before[index], after[index], `${path}[${index}]`)).flat();
}

/** Order counts: init containers run in it, and environment variables refer to those before them. */
function orderChange(before: NamedItems, after: NamedItems, path: string): readonly FieldChange[] {
  const kept = [...before.keys()].filter((name) => after.has(name));
  const keptAfter = [...after.keys()].filter((name) => before.has(name));
  return kept.every((name, index) => name === keptAfter[index]) ? [] : [{ path, before: kept, after: keptAfter }];
}

type NamedItems = ReadonlyMap<string, JsonValue>;

function byName(items: readonly JsonValue[]): NamedItems | undefined {
  const named = new Map<string, JsonValue>();
  for (const item of items) {
    if (!isJsonObject(item) || typeof item["name"] !== "string") return undefined;
    named.set(item["name"], item);
  }
  return named.size === items.length ? named : undefined;
}

function joined(before: Iterable<string>, after: Iterable<string>): readonly string[] {
  return [...new Set([...before, ...after])].sort();
}

function own(map: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
