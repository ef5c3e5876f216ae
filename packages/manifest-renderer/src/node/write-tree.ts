import { err, ok, safeTry } from "neverthrow";
import type { ResultAsync } from "neverthrow";
import { resolve } from "node:path";

import type { ChangesRefusedError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import { withDefaultLimits } from "../limits.ts";
import type { PlanChangesOptions, TreeChange } from "../tree/plan-changes.ts";
import { planChanges } from "../tree/plan-changes.ts";
import type { RenderedTree } from "../tree/rendered-tree.ts";
import { changeSteps, OWN_FOLDER } from "./change-steps.ts";
import type { DiskStep } from "./disk.ts";
import { makeFolder, runSteps } from "./disk.ts";
import { journalOf, readJournal, removeJournal, writeJournal } from "./journal.ts";
import { encodeOwnFile } from "./own-file.ts";
import { readFiles } from "./read-file-set.ts";
import { recoverRecord } from "./recover-record.ts";
import { readRenderRecord, recordOf, writeRenderRecord } from "./render-record.ts";
import type { ReadFileSetError } from "./scan-folder.ts";
import { scanFolder } from "./scan-folder.ts";

/** Settings of {@link writeTree}. */
export interface WriteTreeOptions extends Omit<PlanChangesOptions, "previous"> {
  /** Limits that differ from the defaults, for what the directory holds already. */
  readonly limits?: Partial<Limits>;
}

/** Why a tree was not written. */
export type WriteTreeError = ChangesRefusedError | ReadFileSetError;

/**
 * Makes a directory hold a rendered tree, and keeps the record of it in `.gitops/render.json`.
 *
 * What is written and deleted follows `planChanges`, with the last record: files of others stay, and hand-edited ones
 * are refused. A run that stopped anywhere, even in between two files, is picked up by the next one, also with another
 * tree. Nothing is touched when nothing changes. One writer at a time.
 *
 * @returns what was written and removed; or `CHANGES_REFUSED`, `FILE_ACCESS_FAILED`, `FILE_INVALID` for a record that
 * is none, `TEMPLATE_UNSAFE` for a link in the directory, `LIMIT_EXCEEDED`.
 * @example
 * ```ts source="./write-tree.examples.ts#writeTree"
 * const written = await writeTree("manifests/dev/cart", tree);
 * const outcome = written.match(
 *   ({ write, remove }) => `${write.size} written, ${remove.length} removed`,
 *   (error) => error.message, // "The change of the slot is refused: ... the file was edited by hand; ..."
 * );
 * ```
 */
export function writeTree(
  directory: string,
  tree: Pick<RenderedTree, "files" | "provenance">,
  options: WriteTreeOptions = {},
): ResultAsync<TreeChange, WriteTreeError> {
  return planTree(directory, tree, options).andThen(({ change, steps }) => runSteps(steps).map(() => change));
}

/** A change of a directory, and the steps in which it is made. */
export interface PlannedTree {
  readonly change: TreeChange;
  readonly steps: readonly DiskStep[];
}

/**
 * Plans the steps of {@link writeTree}.
 *
 * The journal is there before the first file changes, and goes when the record is there: at each moment, one of both
 * knows every file that is ours.
 */
export function planTree(
  directory: string,
  tree: Pick<RenderedTree, "files" | "provenance">,
  options: WriteTreeOptions & { readonly batch?: number } = {},
): ResultAsync<PlannedTree, WriteTreeError> {
  const root = resolve(directory);
  const { limits, batch, ...allowed } = options;
  return safeTry<PlannedTree, WriteTreeError>(async function* () {
    const record = yield* readRenderRecord(root);
    const journal = yield* readJournal(root);
    const current = yield* readCurrent(root, withDefaultLimits(limits));
    const previous = recoverRecord({ recorded: record?.files, journal, current, next: tree.files });
    const change = yield* planChanges(current, tree, { ...allowed, previous });

    const content = changeSteps({ root, change, batch });
    const isSameRecord =
      record !== undefined && encodeOwnFile(recordOf(record)) === encodeOwnFile(recordOf(tree.provenance));
    if (content.length === 0 && isSameRecord && journal === undefined) return ok({ change, steps: [] });
    const steps: readonly DiskStep[] = [
      () => makeFolder(root),
      () => writeJournal(root, journalOf(current, tree.files, change)),
      ...content,
      () => writeRenderRecord(root, tree.provenance),
      () => removeJournal(root),
    ];
    return ok({ change, steps });
  });
}

/** The files of the slot as text. Files of others may be anything: they are only told apart. */
function readCurrent(root: string, limits: Limits): ResultAsync<ReadonlyMap<string, string>, ReadFileSetError> {
  return scanFolder(root, { maxFiles: limits.maxFiles, skip: [OWN_FOLDER] })
    .orElse((error) =>
      error.code === "FILE_ACCESS_FAILED" && error.path === root && error.reason === "ENOENT" ? ok([]) : err(error),
    )
    .andThen((paths) => readFiles(root, paths, limits))
    .map((files) => new Map([...files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)])));
}
