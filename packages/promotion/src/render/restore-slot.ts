import type { Release, ReleaseLock } from "@gitops/github-reporter";
import { parseResources } from "@gitops/manifest-renderer";
import type { ResultAsync } from "neverthrow";
import { err, ok, Result, safeTry } from "neverthrow";

import { InputInvalidError, NotFoundError, UnreadableError, type PromotionError } from "../errors.ts";
import { lockInTree } from "../git/locks.ts";
import { listFiles, readFiles, readTreeOf, type Repository, type TreeFile } from "../git/repository.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { sha256 } from "./digest.ts";
import type { RenderedSlot } from "./render-slot.ts";
import { blobsOf } from "./slot-files.ts";

/**
 * Takes the files of a slot from an earlier commit, byte for byte. Nothing is rendered: templates, configuration and engines
 * may have changed since, and what ran once is what is wanted.
 *
 * High-level files are left out when the pipeline names no folder for them any more.
 *
 * @returns files and lock; `NOT_FOUND` when the commit has no lock of the slot, `INPUT_INVALID` when it holds another
 * release, `UNREADABLE` when somebody had edited its files, or a GitHub error.
 * @internal
 */
export function restoreSlot(
  context: PromoterContext,
  slot: Slot,
  { commit, release }: { readonly commit: string; readonly release: Release },
): ResultAsync<RenderedSlot, PromotionError> {
  return safeTry<RenderedSlot, PromotionError>(async function* () {
    const repository = context.repository(slot.repository);
    const listed = yield* listFiles(repository, yield* readTreeOf(repository, commit));
    const lock = yield* lockInTree(repository, listed, slot.path);
    const place = `${slot.path} at ${commit} in ${repository.fullName}`;
    if (lock === undefined) return err(new NotFoundError(`${place} has no release lock, so nothing can be restored`));
    if (lock.release.id !== release.id) {
      return err(new InputInvalidError(`${place} holds release ${lock.release.id}, not ${release.id}`));
    }
    const read = (folder: string, digests: Readonly<Record<string, string>>): ReturnType<typeof readRecorded> =>
      readRecorded(repository, listed, { folder, digests, commit });
    const manifests = yield* read(slot.path, lock.files);
    const highLevel =
      slot.highLevelPath === undefined || lock.highLevel === undefined
        ? new Map<string, string>()
        : yield* read(slot.highLevelPath, lock.highLevel);
    const resources = yield* Result.combine(
      [...manifests].map(([path, text]) => parseResources(text, { file: `${slot.path}/${path}` })),
    );
    return ok({
      tree: { files: manifests, resources: resources.flat(), diagnostics: [] },
      highLevel,
      lock: restoredLock(slot, lock, { manifests, highLevel }),
    });
  });
}

function restoredLock(
  slot: Slot,
  { highLevel: recorded, ...lock }: ReleaseLock,
  files: Parameters<typeof blobsOf>[1],
): ReleaseLock {
  const kept = slot.highLevelPath === undefined || recorded === undefined ? {} : { highLevel: recorded };
  return { ...lock, ...kept, blobs: blobsOf(slot, files), reason: "rollback" };
}

/** Reads the files that a lock lists, and holds them against its digests. */
function readRecorded(
  repository: Repository,
  listed: readonly TreeFile[],
  record: { readonly folder: string; readonly digests: Readonly<Record<string, string>>; readonly commit: string },
): ResultAsync<ReadonlyMap<string, string>, PromotionError> {
  const { folder, digests, commit } = record;
  const paths = new Map(Object.keys(digests).map((path) => [`${folder}/${path}`, path]));
  const files = listed.filter(({ path }) => paths.has(path));
  return readFiles(repository, files).andThen((read) => {
    const edited = [...paths].filter(([path, name]) => sha256(read.get(path) ?? "") !== digests[name]);
    if (edited.length > 0) {
      const names = edited.map(([path]) => path).join(", ");
      return err(
        new UnreadableError(
          `${names} at ${commit} in ${repository.fullName}: somebody had edited or deleted what the release lock lists, so it cannot be restored; promote a release instead`,
        ),
      );
    }
    // A digest that matches is that of text.
    return ok(
      new Map([...read].map(([path, bytes]) => [paths.get(path) ?? path, Buffer.from(bytes).toString("utf8")])),
    );
  });
}
