import type { PipelineProblem } from "../../errors.ts";

/** Something that is wrong, before it is known where it was written. */
export type Problem = Pick<PipelineProblem, "message" | "path">;

/** A name as messages show it. */
export function quote(name: string): string {
  return JSON.stringify(name);
}

/** Names as messages show them. */
export function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map(quote).join(", ");
}
