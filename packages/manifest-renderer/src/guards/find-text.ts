import { formatFieldPath } from "../field-path.ts";
import type { JsonValue } from "../json.ts";

/** A text inside of an object that a guard looks for. */
export interface FoundText {
  /** Place of the field. */
  readonly path: string;
  /** What the guard says about it. */
  readonly text: string;
}

/** Asks a guard about each string and key of a value, and keeps what it answers. */
export function findText(value: JsonValue, find: (text: string) => string | undefined): readonly FoundText[] {
  const found: FoundText[] = [];
  const path: (string | number)[] = [];
  const test = (text: string): void => {
    const answer = find(text);
    if (answer !== undefined) found.push({ path: formatFieldPath(path), text: answer });
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
