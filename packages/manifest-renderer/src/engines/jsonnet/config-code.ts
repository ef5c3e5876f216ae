import { fieldPath } from "../../field-path.ts";
import type { JsonObject, JsonValue } from "../../json.ts";
import { builtInValues } from "../../values/built-in-values.ts";
import type { EngineInput } from "../engine.ts";

/**
 * Writes the configuration as Jsonnet: JSON, but for integers beyond 2^53. Jsonnet would drop their last digits without
 * a word, so each of them is an error for whoever uses it, and nothing for all others.
 */
export function configCode(input: Omit<EngineInput, "files" | "resources">): string {
  const { images = {}, ...names } = builtInValues(input);
  const config: JsonObject = { namespace: null, ...names, images, values: input.values };
  return write(config, "");
}

function write(value: JsonValue, path: string): string {
  if (typeof value === "bigint") {
    const problem = `the configuration ${path} is an integer beyond 2^53, which Jsonnet cannot hold exactly: write a string`;
    return `(error ${JSON.stringify(problem)})`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[${(value as readonly JsonValue[]).map((item, index) => write(item, `${path}[${index}]`)).join(",")}]`;
  }
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}:${write(inner, fieldPath(path, key))}`,
  );
  return `{${entries.join(",")}}`;
}
