import type { CommitAddress } from "../github/commit-address.ts";

/**
 * Describes what CI built for one app from one commit: immutable, and the same for every environment.
 *
 * It holds no time and no number of a workflow run: a second run for the same commit gives the same release, and the
 * same bytes in its lock.
 */
export interface Release {
  /** Content address of the release, e.g. `r-8f3a52c19e0b77d4`: the same inputs give the same id. */
  readonly id: string;
  /** App that the release belongs to. */
  readonly app: string;
  /** Commit that it was built from. */
  readonly source: CommitAddress;
  /** Images by name, each as `repository:tag@sha256:<64 hexadecimal digits>`; the tag may be missing. */
  readonly images: Readonly<Record<string, string>>;
  /** Templates in the code repository: folder and git tree sha of that folder. */
  readonly templates: {
    /** Folder in the code repository. */
    readonly path: string;
    /** Git tree sha of the folder. */
    readonly tree: string;
  };
  /** First line of the commit message; informative. */
  readonly subject?: string;
  /** Author of the commit; informative. */
  readonly author?: string;
  /** Version that a person gave it; informative. */
  readonly version?: string;
}
