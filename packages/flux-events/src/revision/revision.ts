/**
 * The parts of a revision of Flux, such as `main@sha1:4a6d1f0c…`; all are absent from text that is no revision.
 *
 * @see https://github.com/fluxcd/flux2/tree/main/rfcs/0005-artifact-revision-and-digest
 */
export interface Revision {
  /** Named pointer: a branch, a tag, a full ref such as `refs/pull/420/head`, or the tag of an OCI artifact. */
  readonly ref?: string;
  /** Algorithm of the digest: `sha1` for a commit, `sha256` for an artifact, or what the text says. */
  readonly algorithm?: string;
  /** Digest in lower-case hex. May be an abbreviation where somebody wrote the revision by hand. */
  readonly digest?: string;
  /** Version of a Helm chart, such as `6.5.0+5394cb7f4833`. */
  readonly version?: string;
}

const WITH_ALGORITHM = /^(?:(.*)@)?([a-z0-9+._-]+|<unknown>):([0-9a-f]+)$/i;
const LEGACY = /^(.*)\/([0-9a-f]{40}|[0-9a-f]{64})$/i;
const BARE_DIGEST = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const CHART_VERSION = /^v?\d+\.\d+\.\d+(?:-[0-9a-z.-]+)?(?:[+_][0-9a-z.-]+)?$/i;

/**
 * Parses a revision of Flux: `main@sha1:…`, `sha1:…`, the form `main/…` from before Flux 0.40, a bare digest or a chart version.
 *
 * Whether the digest is a commit is for {@link commitOf} to say.
 *
 * @returns the parts that the text has; an empty object when it is no revision.
 * @example
 * ```ts source="./revision.examples.ts#parseRevision"
 * const branch = parseRevision("main@sha1:4a6d1f0c2b3e5f708192a3b4c5d6e7f809123abc"); // { ref: "main", algorithm: "sha1", digest: "4a6d…" }
 * const chart = parseRevision("6.5.0"); // { version: "6.5.0" }
 * const nothing = parseRevision("unknown"); // {}
 * ```
 * @see https://github.com/fluxcd/flux2/tree/main/rfcs/0005-artifact-revision-and-digest
 */
export function parseRevision(text: string): Revision {
  const [, ref, algorithm, digest] = WITH_ALGORITHM.exec(text) ?? [];
  if (algorithm !== undefined && digest !== undefined) {
    // Flux writes `<unknown>` where it rewrites a legacy revision whose digest is no SHA-1.
    const named = algorithm === "<unknown>" ? algorithmOf(digest) : algorithm.toLowerCase();
    return { ...pointer(ref), algorithm: named, digest: digest.toLowerCase() };
  }

  const [, legacyRef, legacyDigest] = LEGACY.exec(text) ?? [];
  if (legacyDigest !== undefined) return { ...pointer(legacyRef), ...bare(legacyDigest) };
  if (BARE_DIGEST.test(text)) return bare(text);
  if (CHART_VERSION.test(text)) return { version: text };
  return {};
}

// Before 0.40, Flux wrote `HEAD/<sha>` for a commit without a branch.
function pointer(ref: string | undefined): Revision {
  return ref === undefined || ref === "" || ref === "HEAD" ? {} : { ref };
}

function bare(digest: string): Revision {
  return { algorithm: algorithmOf(digest), digest: digest.toLowerCase() };
}

function algorithmOf(digest: string): string {
  return digest.length === 40 ? "sha1" : digest.length === 64 ? "sha256" : "unknown";
}
