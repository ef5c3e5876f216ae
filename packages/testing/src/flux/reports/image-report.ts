import type { ReportedObject } from "./source-report.ts";

/** An ImageRepository was scanned. */
export interface ImageRepositoryScanned extends ReportedObject {
  /** Which report this is. */
  readonly code: "image-repository-scanned";
  /** How many tags were found. */
  readonly tags: number;
  /** Checksum of the tags, a decimal number. */
  readonly checksum: string;
}

/** An ImagePolicy has chosen a tag. The player remembers the one before. */
export interface ImagePolicyResolved extends ReportedObject {
  /** Which report this is. */
  readonly code: "image-policy-resolved";
  /** The image without tag, such as `ghcr.io/acme/cart`. */
  readonly image: string;
  /** The chosen tag. */
  readonly tag: string;
  /** Digest of the tag, `sha256:…`, for a policy that reflects digests. Default: none. */
  readonly digest?: string;
}

/** An ImageUpdateAutomation has pushed a commit. The player does not push it: whoever reports it does. */
export interface ImageUpdatePushed extends ReportedObject {
  /** Which report this is. */
  readonly code: "image-update-pushed";
  /** Id of the commit, 40 hex digits, of which Flux tells seven. */
  readonly sha: string;
  /** Branch that it was pushed to. */
  readonly branch: string;
  /** Refspecs that it was pushed with, besides. Default: none. */
  readonly refspecs?: readonly string[];
  /** Message of the commit. */
  readonly message: string;
}

/** An ImageUpdateAutomation has found nothing to change. Told after a failure alone. */
export interface ImageUpdateUpToDate extends ReportedObject {
  /** Which report this is. */
  readonly code: "image-update-up-to-date";
}

/**
 * An image kind has got on. Told when the result is another one than before, and after a failure.
 *
 * @see https://fluxcd.io/flux/components/image/
 */
export type ImageReport = ImageRepositoryScanned | ImagePolicyResolved | ImageUpdatePushed | ImageUpdateUpToDate;
