import type { ReleaseLock } from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import { readFiles, type Repository, type TreeFile } from "../git/repository.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import { sha256 } from "../render/digest.ts";
import { blobsDigest, recordedFiles } from "../render/slot-files.ts";

/** Folders of a slot. */
type SlotFolders = Pick<Slot, "path" | "highLevelPath">;

/** What Flux, or the kustomize in it, would take for a manifest. */
const APPLIED = /\.ya?ml$|(?:^|\/)Kustomization$/;

type Lock = Pick<ReleaseLock, "files" | "highLevel" | "blobs">;

/**
 * Tells from a tree listing alone whether somebody changed, added or deleted files of a slot by hand. Extra YAML in the
 * slot's folder counts, because Flux applies it; a README does not.
 *
 * @param files - Every file of the base branch.
 * @returns undefined when the listing does not tell: the lock is one of an earlier version without a digest of blobs, or the
 * pipeline has no folder any more for high-level files that the digest covers.
 * @internal
 */
export function hasDrift(files: readonly TreeFile[], slot: SlotFolders, lock: Lock): boolean | undefined {
  const recorded = recordedFiles(slot, lock);
  const present = presentFiles(files, recorded);
  if (present.length < recorded.size || extraFiles(files, slot, recorded).length > 0) return true;
  const isCovered = slot.highLevelPath !== undefined || lock.highLevel === undefined;
  if (lock.blobs === undefined || !isCovered) return undefined;
  return blobsDigest(new Map(present.map(({ path, sha }) => [path, sha]))) !== lock.blobs;
}

/**
 * Names the files of a slot that somebody changed, added or deleted by hand, sorted: manifests by their path in the slot's
 * folder, high-level files by their path in the repository. Files are read only when the listing does not say that all is
 * well.
 *
 * @param files - Every file of the base branch.
 * @returns the names, or a GitHub error.
 * @internal
 */
export function findDrift(
  repository: Repository,
  files: readonly TreeFile[],
  slot: SlotFolders,
  lock: Lock,
): ResultAsync<readonly string[], PromotionError> {
  if (hasDrift(files, slot, lock) === false) return okAsync([]);
  const recorded = recordedFiles(slot, lock);
  return readFiles(repository, presentFiles(files, recorded)).map((read) => {
    const isAsRecorded = (path: string): boolean => {
      const bytes = read.get(path);
      return bytes !== undefined && sha256(bytes) === recorded.get(path);
    };
    const edited = [...recorded.keys()].filter((path) => !isAsRecorded(path));
    const drift = [...edited, ...extraFiles(files, slot, recorded)];
    return drift.map((path) => nameOf(slot, path)).sort();
  });
}

/** A link in the place of a file is not the file, whatever it leads to. */
function presentFiles(files: readonly TreeFile[], recorded: ReadonlyMap<string, string>): readonly TreeFile[] {
  return files.filter(({ path, isLink }) => recorded.has(path) && !isLink);
}

function extraFiles(
  files: readonly TreeFile[],
  { path: folder, highLevelPath }: SlotFolders,
  recorded: ReadonlyMap<string, string>,
): readonly string[] {
  const isHighLevel = (path: string): boolean => highLevelPath !== undefined && path.startsWith(`${highLevelPath}/`);
  return files
    .map(({ path }) => path)
    .filter((path) => path.startsWith(`${folder}/`) && APPLIED.test(path) && !isHighLevel(path) && !recorded.has(path));
}

function nameOf({ path: folder }: SlotFolders, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
