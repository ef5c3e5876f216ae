import type { Slot } from "../pipeline/pipeline.ts";
import { code } from "./foreign-text.ts";

/** Names where a slot is: its environment, and the part of it. */
export function placeOf({ environment, part }: Pick<Slot, "environment" | "part">): string {
  return part === undefined ? code(environment) : `${code(environment)} (${code(part)})`;
}

/** Names a list as people do: the first few, and how many more. */
export function listNames(names: readonly string[], most: number): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, most);
  const rest = distinct.length - shown.length;
  return rest === 0 ? shown.join(", ") : `${shown.join(", ")} and ${rest} more`;
}
