import type { FluxEvent } from "../event/event.ts";
import { parseRevision } from "./revision.ts";

/** The Git commit that an event speaks of. */
export interface EventCommit {
  /** Full SHA-1 of the commit, 40 lower-case hex digits. */
  readonly sha: string;
  /** Branch, tag or full ref that it was read from. */
  readonly ref?: string;
}

/** Flux's own order: what the user says, then the code behind an artifact, then what was applied. */
const SOURCES = ["commit", "originRevision", "revision"] as const;

/**
 * Finds the Git commit of an event: the first of the metadata `commit`, `originRevision` and `revision` that names one in full.
 *
 * The digest of an OCI artifact, a chart version and an abbreviated commit are never returned. Neither is a `revision` of
 * forty bare digits: kustomize-controller up to 0.14 sent the checksum of a snapshot in this form. Commits of SHA-256
 * repositories are left out, because nothing tells them from digests; GitHub has none.
 *
 * What stands in `commit` and `originRevision` is what people wrote, so check that the commit belongs to your repository.
 *
 * @returns the commit, or undefined: errors of sources and most events of Helm releases name none.
 * @example
 * ```ts source="./commit.examples.ts#commitOf"
 * const commit = commitOf(event);
 * return commit && `https://github.com/acme/shop-manifests/commit/${commit.sha}`;
 * ```
 * @see https://github.com/fluxcd/pkg/blob/main/apis/event/v1beta1/event.go
 */
export function commitOf(event: FluxEvent): EventCommit | undefined {
  for (const source of SOURCES) {
    const text = event.metadata[source] ?? "";
    const { ref, algorithm, digest } = parseRevision(text);
    const isChecksum = source === "revision" && digest?.length === text.length;
    if (algorithm === "sha1" && digest?.length === 40 && !isChecksum) {
      return { sha: digest, ...(ref !== undefined && { ref }) };
    }
  }
  return undefined;
}
