import type { FluxObjectState } from "./object-state.ts";

/** What says which revision an event is about. */
const NAMING_A_REVISION: readonly string[] = ["commit", "originRevision", "revision"];
/** What a controller alone may say: that this is the end of a successful reconciliation. */
const OF_THE_CONTROLLER = "commit_status";

/**
 * Finds what the annotations of an object add to an event of a time in milliseconds since 1970.
 *
 * An annotation that names a revision changes with the commit, the status later or never: put together they would say that
 * a commit succeeded which the controller has not yet seen.
 */
export function annotatedMetadata(
  { annotations, annotatedAt }: FluxObjectState,
  at: number,
): Readonly<Record<string, string>> {
  // Whole seconds: of an equal time nothing tells which came first. An unknown time is not before anything.
  const isOlder = annotatedAt !== undefined && Date.parse(annotatedAt) < at;
  const counts = (key: string) => key !== OF_THE_CONTROLLER && (isOlder || !NAMING_A_REVISION.includes(key));
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => counts(key)));
}
