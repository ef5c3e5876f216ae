import type { Release } from "./release.ts";

/** Name of the release lock in the folder of a slot. */
export const LOCK_FILE = ".gitops-release.json";

/** Names one configuration source at the commit that was rendered. */
export interface ConfigRevision {
  /** Configuration repository as `owner/name`. */
  readonly repository: string;
  /** Branch or tag that was followed. */
  readonly ref: string;
  /** Full sha of the commit that was read. */
  readonly sha: string;
  /** Digest over the values that were read, `sha256:<hexadecimal>`. */
  readonly digest: string;
}

/** Tells why a lock was written. */
export type LockReason = "promotion" | "config-change" | "rollback" | "override";

/**
 * Says which release a slot carries and what was rendered from it: the file {@link LOCK_FILE} beside the manifests.
 *
 * It holds no time and no number of a workflow run, so that equal inputs give equal bytes.
 */
export interface ReleaseLock {
  /** Version of this format. */
  readonly schema: 1;
  /** Slot id, e.g. `dev/cart`. */
  readonly slot: string;
  /** App of the slot. */
  readonly app: string;
  /** Environment of the slot. */
  readonly environment: string;
  /** Release that the slot carries. */
  readonly release: Release;
  /** Configuration that was layered on top, lowest first. */
  readonly config: readonly ConfigRevision[];
  /** Versions of the rendering engines by name. */
  readonly engines: Readonly<Record<string, string>>;
  /** Digest of each rendered file by its path in the slot folder, `sha256:<hexadecimal>`. */
  readonly files: Readonly<Record<string, string>>;
  /** Digest over the manifests alone: equal digest, nothing to deploy. */
  readonly content: string;
  /** Why this lock was written. */
  readonly reason: LockReason;
}
