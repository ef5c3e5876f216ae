import { LOCK_FILE, type ReleaseLock } from "@gitops/github-reporter";
import {
  parseResources,
  planChanges,
  type ChangesRefusedError,
  type Resource,
  type TreeChange,
} from "@gitops/manifest-renderer";
import { errAsync, ok, okAsync, type Result, ResultAsync, safeTry } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import { listFiles, readBlob, type Repository, type TreeFile } from "../git/repository.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { BaseBranch } from "../world.ts";
import { blobId, sha256 } from "./digest.ts";
import { folderGuards, inWordsOfPipeline } from "./guards/folder-guards.ts";
import type { RenderedSlot } from "./render-slot.ts";

/**
 * How a slot becomes what was rendered for it.
 *
 * @internal
 */
export interface PlannedSlot {
  /** Files of the manifests and of the high-level manifests, by path from the root of the repository; not the lock. */
  readonly change: TreeChange;
  /** Objects that the slot's files hold now; files that nobody recorded and nobody touches are not among them. */
  readonly before: readonly Resource[];
  /** Objects that they will hold. */
  readonly after: readonly Resource[];
  /** High-level files by path in their folder, as they are and as they will be; only those that change may be among them. */
  readonly highLevel: {
    readonly before: ReadonlyMap<string, string>;
    readonly after: ReadonlyMap<string, string>;
  };
}

/** Files that one folder holds, and what becomes of them. */
interface Folder {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly next: ReadonlyMap<string, string>;
  /** Digests that the live lock records; undefined when it records none. */
  readonly recorded: Readonly<Record<string, string>> | undefined;
  /** Files that are there now. */
  readonly present: readonly TreeFile[];
}

/**
 * Plans how the folders of a slot become what was rendered or restored.
 *
 * Files that somebody edited by hand are overwritten: the pull request shows it, and it is for others not to merge it
 * unseen. Files of others that stand in the way are refused. What is restored may delete any number of files.
 *
 * @param base - Head of the base branch that the change is made on.
 * @param live - Lock on that branch; undefined when nothing was ever deployed.
 * @returns the change and the objects before and after it, `CHANGES_REFUSED` with every file that stands against it, or why
 * a file could not be read.
 * @internal
 */
export function planSlot(
  { pipeline, repository: open }: PromoterContext,
  base: BaseBranch,
  slot: Slot,
  { tree, highLevel, lock }: RenderedSlot,
  live: ReleaseLock | undefined,
): ResultAsync<PlannedSlot, PromotionError> {
  return safeTry<PlannedSlot, PromotionError>(async function* () {
    const repository = open(slot.repository);
    const listed = yield* listFiles(repository, base.tree);
    const { guards } = pipeline.spec;

    // People may keep a README in the folder: Flux reads only YAML.
    const isManifest = (name: string): boolean => name !== LOCK_FILE && /\.(ya?ml|json)$/.test(name);
    const present = filesBelow(slot.path, listed).filter(({ path }) => isManifest(path.slice(slot.path.length + 1)));
    const manifests: Folder = { path: slot.path, next: tree.files, recorded: live?.files, present };
    const current = yield* readCurrent(repository, manifests);
    const recorded = Object.keys(live?.files ?? {}).length;
    // What is restored ran once: whatever came since is meant to go.
    const isRestored = lock.reason === "rollback";
    const options = { ...folderGuards(guards, recorded), ...(isRestored ? { maxRemovedShare: 1 } : {}) };
    const changes = [yield* planFolder(manifests, current, options)];

    let before: ReadonlyMap<string, string> = new Map();
    if (slot.highLevelPath !== undefined) {
      const path = slot.highLevelPath;
      const folder: Folder = { path, next: highLevel, recorded: live?.highLevel, present: filesBelow(path, listed) };
      // Nothing in the cluster depends on these files, so any number of them may go.
      before = yield* readCurrent(repository, folder);
      changes.push(yield* planFolder(folder, before, { ...options, allowEmpty: true, maxRemovedShare: 1 }));
    }
    return ok({
      change: {
        write: new Map(changes.flatMap(({ write }) => [...write])),
        remove: changes.flatMap(({ remove }) => remove),
        unchanged: changes.flatMap(({ unchanged }) => unchanged),
      },
      before: resourcesIn(manifests, current),
      after: tree.resources,
      highLevel: { before, after: slot.highLevelPath === undefined ? new Map() : highLevel },
    });
  });
}

function filesBelow(folder: string, listed: readonly TreeFile[]): readonly TreeFile[] {
  return listed.filter(({ path }) => path.startsWith(`${folder}/`));
}

/** Files that we would write, or wrote once. What others keep beside them is none of our business. */
function concerns({ next, recorded = {} }: Folder, name: string): boolean {
  return next.has(name) || Object.hasOwn(recorded, name);
}

/** Reads the files that may change. One whose blob is that of the next text needs no reading. */
function readCurrent(repository: Repository, folder: Folder): ResultAsync<ReadonlyMap<string, string>, PromotionError> {
  const read = folder.present.map((file): ResultAsync<readonly [string, string], PromotionError> => {
    const name = file.path.slice(folder.path.length + 1);
    const next = folder.next.get(name);
    // A link is not what we write, wherever it leads.
    if (file.isLink || !concerns(folder, name)) return okAsync([name, ""]);
    if (next !== undefined && blobId(next) === file.sha) return okAsync([name, next]);
    return readBlob(repository, file)
      .map((text) => [name, text] as const)
      .orElse((error) => (error.code === "UNREADABLE" ? okAsync([name, ""] as const) : errAsync(error)));
  });
  return ResultAsync.combine(read).map((files) => new Map(files));
}

function planFolder(
  { path: folder, next, recorded }: Folder,
  current: ReadonlyMap<string, string>,
  options: ReturnType<typeof folderGuards>,
): Result<TreeChange, ChangesRefusedError> {
  const previous = recorded === undefined ? undefined : acceptEdits(recorded, current);
  const inRepository = (path: string): string => `${folder}/${path}`;
  return planChanges(current, { files: next }, { ...options, previous })
    .mapErr((refused) => inWordsOfPipeline(folder, refused))
    .map(({ write, remove, unchanged }) => ({
      write: new Map([...write].map(([path, text]) => [inRepository(path), text])),
      remove: remove.map(inRepository),
      unchanged: unchanged.map(inRepository),
    }));
}

/** Takes what somebody made of our files as if we had written it; files of others stay what they are. */
function acceptEdits(
  recorded: Readonly<Record<string, string>>,
  current: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(recorded).flatMap((path) => {
      const text = current.get(path);
      return text === undefined ? [] : [[path, sha256(text)]];
    }),
  );
}

/** A file that somebody broke counts as having no object: the proposal repairs it. */
function resourcesIn(folder: Folder, current: ReadonlyMap<string, string>): readonly Resource[] {
  return [...current]
    .filter(([name]) => concerns(folder, name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, text]) => parseResources(text, { file: `${folder.path}/${name}` }).unwrapOr([]));
}
