import type { Release } from "./release.ts";

/** Name of the release lock in the folder of a slot. */
export const LOCK_FILE = ".gitops-release.json";

/**
 * Names one configuration source at the state that was rendered.
 *
 * The variables of a GitHub environment have no commit: `repository` is the code repository then, `ref` is
 * `environment/<name>`, and `sha` the 64 hexadecimal digits of the digest itself.
 */
export interface ConfigRevision {
  /** Configuration repository as `owner/name`. */
  readonly repository: string;
  /** Branch or tag that was followed, or `environment/<name>`. */
  readonly ref: string;
  /** Full sha of the commit that was read; informative, because a commit may change other files than those that were read. */
  readonly sha: string;
  /** Digest over what was read, `sha256:<hexadecimal>`: equal digest, equal configuration. */
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
  /**
   * Digest of each high-level file by its path in the folder of the high-level manifests, `sha256:<hexadecimal>`. Missing
   * when none are written.
   */
  readonly highLevel?: Readonly<Record<string, string>>;
  /**
   * Digest over the Git blobs of all files above, `sha256:<hexadecimal>`: of the lines `path NUL blob-id LF`, sorted, with
   * paths from the root of the repository. A listing of the tree is enough to tell whether somebody edited them. Missing in
   * locks of earlier versions.
   */
  readonly blobs?: string;
  /** Digest over the manifests alone: equal digest, nothing to deploy. */
  readonly content: string;
  /**
   * Digest of what the pipeline itself says of rendering, `sha256:<hexadecimal>`: values, namespace, engines, which
   * variables, guards. Missing in locks of earlier versions.
   */
  readonly template?: string;
  /** Why this lock was written. */
  readonly reason: LockReason;
}
