import { fieldPath } from "../field-path.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { ConfigLayer } from "./config-layer.ts";
import { mergeValues } from "./merge-values.ts";

/** Configuration of all layers, and where each value of it was written. */
export interface MergedLayers {
  /** The values; a later layer wins. */
  readonly values: JsonObject;
  /** Source of each value, by its place: `{"db.host": "acme/shop-config:dev/values.yaml"}`. Lists count as one value. */
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * Lays the layers over each other, lowest first, and remembers for each value which layer it comes from.
 *
 * Maps are merged key by key; lists and scalars of a higher layer replace those of a lower one.
 *
 * @example
 * ```ts source="./merge-layers.examples.ts#mergeLayers"
 * const { values, sources } = mergeLayers([
 *   { source: "pipeline", values: { replicas: 1, db: { host: "localhost", port: 5432 } } },
 *   { source: "acme/shop-config:prod/values.yaml", values: { db: { host: "db.prod" } } },
 * ]);
 * const host = values["db"]; // { host: "db.prod", port: 5432 }
 * const source = sources["db.host"]; // "acme/shop-config:prod/values.yaml"
 * ```
 */
export function mergeLayers(layers: readonly ConfigLayer[]): MergedLayers {
  const values = layers.reduce<JsonObject>((lower, layer) => mergeValues(lower, layer.values), {});
  const highestFirst = layers.toReversed();
  const sources: [string, string][] = [];
  const walk = (value: JsonValue, steps: readonly string[], path: string): void => {
    if (isJsonObject(value) && Object.keys(value).length > 0) {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...steps, key], fieldPath(path, key));
      return;
    }
    const layer = highestFirst.find((candidate) => holds(candidate.values, steps));
    if (layer !== undefined) sources.push([path, layer.source]);
  };
  for (const [key, value] of Object.entries(values)) walk(value, [key], fieldPath("", key));
  return { values, sources: Object.fromEntries(sources) };
}

function holds(values: JsonObject, steps: readonly string[]): boolean {
  let value: JsonValue | undefined = values;
  for (const step of steps) {
    if (!isJsonObject(value) || !Object.hasOwn(value, step)) return false;
    value = value[step];
  }
  return true;
}
