/** A source stored a new artifact, or the same one again after a failure. */
export interface ArtifactStoredMessage {
  /** Which message this is. */
  readonly code: "artifact-stored";
  /** First line of the commit's message: GitRepository. Foreign text. */
  readonly commitSubject?: string;
  /** Revision of the artifact: OCIRepository, HelmChart (the version of the chart), source-controller up to 0.20. */
  readonly revision?: string;
  /** Name of the chart: HelmChart. */
  readonly chart?: string;
  /** Where it came from: OCIRepository, HelmRepository. */
  readonly url?: string;
  /** Where the code behind it lies, as whoever pushed it wrote: OCIRepository. */
  readonly originUrl?: string;
  /** Revision of the code behind it, as whoever pushed it wrote: OCIRepository. */
  readonly originRevision?: string;
}

const FORMS = [
  /^stored artifact for (?:commit )?'(?<commitSubject>.*)'$/s,
  /^stored artifact with revision '(?<revision>[^']*)' from '(?<url>[^']*)'(?:, origin source '(?<originUrl>[^']*)')?(?:, origin revision '(?<originRevision>[^']*)')?$/,
  /^stored artifact with \d+ fetched files from '[^']*' bucket$/,
  /^stored fetched index of size \S+ from '(?<url>[^']*)'$/,
  /^(?:pulled|packaged) '(?<chart>[^']*)' chart with version '(?<revision>[^']*)'/,
  /^Fetched revision: (?<revision>\S+)$/,
];

/**
 * Reads the message of a stored artifact.
 *
 * @see https://github.com/fluxcd/source-controller/tree/main/internal/controller
 */
export function readArtifactStored(message: string): ArtifactStoredMessage | undefined {
  for (const form of FORMS) {
    const match = form.exec(message);
    if (match === null) continue;
    const parts = Object.entries(match.groups ?? {}).filter(([, part]) => (part as string | undefined) !== undefined);
    return { code: "artifact-stored", ...Object.fromEntries(parts) };
  }
  return undefined;
}
