/** Names the commit of a code repository. */
export interface SourceCommit {
  /** Code repository as `owner/name`. */
  readonly repository: string;
  /** Full commit sha: 40 hexadecimal digits, or 64 in a SHA-256 repository. */
  readonly sha: string;
}

/** Names the workflow run that built a release; informative only. */
export interface ReleaseRun {
  /** Id of the workflow run. */
  readonly id: number;
  /** Attempt of that run, from 1. */
  readonly attempt: number;
  /** Name of the workflow. */
  readonly workflow?: string;
  /** Page of the run. */
  readonly url?: string;
}

/** Describes what one run of CI built for one app: immutable, and the same for every environment. */
export interface Release {
  /** Content address of the release, e.g. `r-8f3a52c19e0b77d4`: the same inputs give the same id. */
  readonly id: string;
  /** App that the release belongs to. */
  readonly app: string;
  /** Commit that it was built from. */
  readonly source: SourceCommit;
  /** Images by name, each as `repository:tag@sha256:<64 hexadecimal digits>`; the tag may be missing. */
  readonly images: Readonly<Record<string, string>>;
  /** Templates in the code repository: folder and git tree sha of that folder. */
  readonly templates: {
    /** Folder in the code repository. */
    readonly path: string;
    /** Git tree sha of the folder. */
    readonly tree: string;
  };
  /** Workflow run that built it; informative. */
  readonly run?: ReleaseRun;
  /** First line of the commit message; informative. */
  readonly subject?: string;
  /** Author of the commit; informative. */
  readonly author?: string;
  /** Time of the commit, RFC 3339; informative. */
  readonly committedAt?: string;
  /** Version that a person gave it; informative. */
  readonly version?: string;
}
