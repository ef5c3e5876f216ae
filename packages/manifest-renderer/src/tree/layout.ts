import { isSafePath } from "../file-set.ts";

/** Where a slot keeps its low-level manifests, and beside them what they were rendered from. */
export interface OutputLayout {
  /** Folder of the manifests that Flux applies, relative to the slot. */
  readonly lowLevel: string;
  /** Folder of the high-level manifests: the files as the last step left them, and the values. Flux must not read it. */
  readonly highLevel: string;
}

/** Says what is wrong with a layout: its folders have to lie side by side, or Flux would apply what is not meant for it. */
export function layoutProblem({ lowLevel, highLevel }: OutputLayout): string | undefined {
  const unsafe = [lowLevel, highLevel].find((folder) => !isSafePath(folder));
  if (unsafe !== undefined) return `${JSON.stringify(unsafe)} is not a folder inside of the slot`;
  const contains = (outer: string, inner: string): boolean => `${inner}/`.startsWith(`${outer}/`);
  if (contains(lowLevel, highLevel) || contains(highLevel, lowLevel)) {
    return `${JSON.stringify(lowLevel)} and ${JSON.stringify(highLevel)} must lie side by side`;
  }
  return undefined;
}
