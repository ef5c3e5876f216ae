import type { ReleaseLock } from "@gitops/github-reporter";

import type { Slot } from "../pipeline/pipeline.ts";
import { blobId, sha256 } from "./digest.ts";

/**
 * The files of a slot: manifests by their path in the slot's folder, and high-level files by their path in theirs.
 *
 * @internal
 */
export interface SlotFiles {
  /** What Flux applies. */
  readonly manifests: ReadonlyMap<string, string>;
  /** What the manifests were made of; empty when none are written. */
  readonly highLevel: ReadonlyMap<string, string>;
}

/**
 * Lists the files that a lock speaks of, by their path from the root of the repository. High-level files are left out when
 * the pipeline names no folder for them any more.
 *
 * @internal
 */
export function recordedFiles(
  { path, highLevelPath }: Pick<Slot, "path" | "highLevelPath">,
  { files, highLevel = {} }: Pick<ReleaseLock, "files" | "highLevel">,
): ReadonlyMap<string, string> {
  const inFolder = (folder: string, digests: Readonly<Record<string, string>>): [string, string][] =>
    Object.entries(digests).map(([name, digest]) => [`${folder}/${name}`, digest]);
  return new Map([
    ...inFolder(path, files),
    ...(highLevelPath === undefined ? [] : inFolder(highLevelPath, highLevel)),
  ]);
}

/**
 * Digest over blobs, as the lock records it: anybody can make it of what `git ls-tree` prints.
 *
 * @param blobs - Blob ids by path from the root of the repository.
 * @internal
 */
export function blobsDigest(blobs: ReadonlyMap<string, string>): string {
  const lines = [...blobs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, id]) => `${path}\0${id}\n`);
  return sha256(lines.join(""));
}

/**
 * Digest over the blobs that files become when they are committed.
 *
 * @internal
 */
export function blobsOf(
  { path, highLevelPath }: Pick<Slot, "path" | "highLevelPath">,
  { manifests, highLevel }: SlotFiles,
): string {
  const inFolder = (folder: string, files: ReadonlyMap<string, string>): [string, string][] =>
    [...files].map(([name, text]) => [`${folder}/${name}`, blobId(text)]);
  return blobsDigest(
    new Map([...inFolder(path, manifests), ...(highLevelPath === undefined ? [] : inFolder(highLevelPath, highLevel))]),
  );
}
