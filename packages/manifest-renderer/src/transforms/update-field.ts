import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";

/** Step of a path that stands for every item of a list. */
export const EACH_ITEM = "[]";

/** Gives the new value of a field; undefined removes it. */
export type FieldUpdate = (value: JsonValue | undefined) => JsonValue | undefined;

/**
 * Updates a field wherever its parent exists, and copies nothing but what leads to it.
 *
 * An object that the update leaves as it is comes back as the same object.
 */
export function updateField<Shape extends JsonObject>(
  object: Shape,
  path: readonly string[],
  update: FieldUpdate,
): Shape {
  return updateFrom(object, path, 0, update) as Shape;
}

function updateFrom(
  value: JsonValue | undefined,
  path: readonly string[],
  depth: number,
  update: FieldUpdate,
): JsonValue | undefined {
  const step = path[depth];
  if (step === undefined) return update(value);
  if (step === EACH_ITEM) return Array.isArray(value) ? updateItems(value, path, depth + 1, update) : value;
  if (!isJsonObject(value)) return value;
  const inner = Object.hasOwn(value, step) ? value[step] : undefined;
  if (inner === undefined && depth < path.length - 1) return value;
  const updated = updateFrom(inner, path, depth + 1, update);
  if (updated === inner) return value;
  return updated === undefined ? omitField(value, step) : { ...value, [step]: updated };
}

function updateItems(
  items: readonly JsonValue[],
  path: readonly string[],
  depth: number,
  update: FieldUpdate,
): readonly JsonValue[] {
  let copy: JsonValue[] | undefined;
  for (const [index, item] of items.entries()) {
    const updated = updateFrom(item, path, depth, update);
    if (updated !== undefined && updated !== item) (copy ??= [...items])[index] = updated;
  }
  return copy ?? items;
}

function omitField(object: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== field));
}
