import { formatFieldPath } from "../field-path.ts";
import type { JsonValue } from "../json.ts";

/** A text inside of an object that a guard looks for. */
export interface FoundText {
  /** Place of the field. */
  readonly path: string;
  /** Text that was found. */
  readonly text: string;
}

/** Finds the first match of an expression in each string and key of a value. */
export function findText(value: JsonValue, pattern: RegExp): readonly FoundText[] {
  const found: FoundText[] = [];
  const path: (string | number)[] = [];
  const test = (text: string): void => {
    const match = pattern.exec(text);
    if (match !== null) found.push({ path: formatFieldPath(path), text: match[0] });
  };
  const walk = (inner: JsonValue): void => {
    if (typeof inner === "string") test(inner);
    if (typeof inner !== "object" || inner === null) return;
    const entries = Array.isArray(inner) ? (inner as readonly JsonValue[]).entries() : Object.entries(inner);
    for (const [step, child] of entries) {
      path.push(step);
      if (typeof step === "string") test(step);
      walk(child);
      path.pop();
    }
  };
  walk(value);
  return found;
}
