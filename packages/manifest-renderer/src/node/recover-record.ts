import { fileDigest } from "../digest.ts";
import type { Journal } from "./journal.ts";

/** What is known when a change begins. */
export interface KnownFiles {
  /** Digests of the last record; undefined when there is none. */
  readonly recorded: Readonly<Record<string, string>> | undefined;
  /** Journal of a change that did not come to its end. */
  readonly journal: Journal | undefined;
  /** Files as they are now. */
  readonly current: ReadonlyMap<string, string>;
  /** Files as they are to be. */
  readonly next: ReadonlyMap<string, string>;
}

/**
 * Tells which files are ours, also when the last change stopped on the way.
 *
 * A file is ours as the record says, or as the stopped change has left it or would have. What somebody edited since
 * keeps the digest of the record, so that it is seen as edited.
 */
export function recoverRecord({
  recorded,
  journal,
  current,
  next,
}: KnownFiles): Readonly<Record<string, string>> | undefined {
  if (journal === undefined) return recorded;
  const files = new Map(Object.entries(recorded ?? {}));
  for (const [path, { from, to }] of Object.entries(journal)) {
    const text = current.get(path);
    const digest = text === undefined ? undefined : fileDigest(text);
    const isUntouched = digest === from;
    if (digest === undefined) {
      // Removed already, or not yet written. A file that was to be replaced never goes in between.
      if (from === undefined || to === undefined) files.delete(path);
    } else if (digest === to) {
      files.set(path, digest);
    } else if (isUntouched && (files.has(path) || next.has(path))) {
      // A file of others that was to be overwritten may be so still, but it is not deleted.
      files.set(path, digest);
    }
  }
  return Object.fromEntries(files);
}
