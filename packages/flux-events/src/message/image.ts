/** An ImagePolicy chose a tag. */
export interface ImageResolvedMessage {
  /** Which message this is. */
  readonly code: "image-resolved";
  /** The image, such as `ghcr.io/acme/cart`. */
  readonly image: string;
  /** The tag. */
  readonly tag: string;
  /** Its digest, where the policy asks for it. */
  readonly digest?: string;
  /** What had been chosen before: an image with its tag, or up to image-reflector-controller 0.34 the tag alone. */
  readonly previous?: string;
}

/** An ImageRepository was scanned. */
export interface ImageScannedMessage {
  /** Which message this is. */
  readonly code: "image-scanned";
  /** How many tags it has. */
  readonly tagCount: number;
}

/** An ImageUpdateAutomation pushed a commit: the only event with the commit of a change that Flux made itself. */
export interface CommitPushedMessage {
  /** Which message this is. */
  readonly code: "commit-pushed";
  /** The commit, abbreviated to seven digits. */
  readonly commit: string;
  /** The branch that it was pushed to. */
  readonly branch: string;
  /** Refspecs that it was pushed to as well. */
  readonly refspecs: readonly string[];
  /** Message of the commit. */
  readonly commitMessage: string;
}

const RESOLVED =
  /^Latest image tag for '?([^\s']+)'? (?:resolved to|updated from (\S+) to) (\S+?)(?: with digest (\S+))?(?: \(previously (.+)\))?$/;
const SCANNED = /^successful scan: found (\d+) tags(?: with checksum \d+)?$/;
const PUSHED = /^pushed commit '([0-9a-f]+)' to branch '([^']*)'(?: and refspecs ((?:'[^']*'(?:, )?)+))?(?:\n(.*))?$/s;
const LEGACY_PUSHED = /^Committed and pushed change ([0-9a-f]+) to (\S+)(?:\n(.*))?$/s;

/** Reads the message of a tag that was chosen. */
export function readImageResolved(message: string): ImageResolvedMessage | undefined {
  const [, image, legacyPrevious, tag, digest, previous = legacyPrevious] = RESOLVED.exec(message) ?? [];
  if (image === undefined || tag === undefined) return undefined;
  return {
    code: "image-resolved",
    image,
    tag,
    ...(digest !== undefined && { digest }),
    ...(previous !== undefined && { previous }),
  };
}

/** Reads the message of a scan. */
export function readImageScanned(message: string): ImageScannedMessage | undefined {
  const [, tags] = SCANNED.exec(message) ?? [];
  return tags === undefined ? undefined : { code: "image-scanned", tagCount: Number(tags) };
}

/**
 * Reads the message of a commit that Flux pushed.
 *
 * @see https://github.com/fluxcd/image-automation-controller/blob/main/internal/source/source.go
 */
export function readCommitPushed(message: string): CommitPushedMessage | undefined {
  const [, commit, branch, refspecs = "", commitMessage = ""] = PUSHED.exec(message) ?? [];
  if (commit !== undefined && branch !== undefined) {
    const names = [...refspecs.matchAll(/'([^']*)'/g)].map(([, name = ""]) => name);
    return { code: "commit-pushed", commit, branch, refspecs: names, commitMessage };
  }
  const [, legacyCommit, legacyBranch, legacyMessage = ""] = LEGACY_PUSHED.exec(message) ?? [];
  if (legacyCommit === undefined || legacyBranch === undefined) return undefined;
  return {
    code: "commit-pushed",
    commit: legacyCommit,
    branch: legacyBranch,
    refspecs: [],
    commitMessage: legacyMessage,
  };
}
