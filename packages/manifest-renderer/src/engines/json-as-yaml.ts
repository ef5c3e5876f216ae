import { canonicalJson } from "../json-text.ts";
import type { JsonValue } from "../json.ts";

/** Characters that JSON may hold as they are, and that readers of YAML refuse or take for line ends. */
const NOT_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Writes data as JSON that every reader of YAML reads as the same data. */
export function jsonAsYaml(value: JsonValue): string {
  return canonicalJson(value).replace(
    NOT_IN_YAML,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
