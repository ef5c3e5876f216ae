import type { ReleaseLock } from "@gitops/github-reporter";
import type { OutputLayout, RenderedTree } from "@gitops/manifest-renderer";

import type { Slot } from "../pipeline/pipeline.ts";
import type { SlotFiles } from "./slot-files.ts";

/**
 * Folders inside of a rendered tree. They never reach Git: manifests and high-level files have folders of their own there.
 *
 * @internal
 */
export const LAYOUT: OutputLayout = { lowLevel: "manifests", highLevel: "high-level" };

/**
 * The files of a rendered tree, and their digests as the lock records them.
 *
 * @internal
 */
export interface SplitTree extends SlotFiles {
  /** Digests of the files; of high-level ones only where a slot has them. */
  readonly digests: Pick<ReleaseLock, "files" | "highLevel">;
}

/**
 * Tells manifests and high-level files of a rendered tree apart. The content digest is the same with and without high-level
 * files, because it covers the manifests alone.
 *
 * @internal
 */
export function splitLayout(
  { highLevelPath }: Pick<Slot, "highLevelPath">,
  { files, provenance }: Pick<RenderedTree, "files" | "provenance">,
): SplitTree {
  if (highLevelPath === undefined) {
    return { manifests: files, highLevel: new Map(), digests: { files: provenance.files } };
  }
  const digests = new Map(Object.entries(provenance.files));
  return {
    manifests: below(LAYOUT.lowLevel, files),
    highLevel: below(LAYOUT.highLevel, files),
    digests: {
      files: Object.fromEntries(below(LAYOUT.lowLevel, digests)),
      highLevel: Object.fromEntries(below(LAYOUT.highLevel, digests)),
    },
  };
}

function below(folder: string, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const prefix = `${folder}/`;
  return new Map(
    [...files].filter(([path]) => path.startsWith(prefix)).map(([path, text]) => [path.slice(prefix.length), text]),
  );
}
