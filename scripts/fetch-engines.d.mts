/** The program of an engine. */
export interface FetchedProgram {
  /** Version without a `v`. */
  readonly version: string;
  /** Absolute path. */
  readonly path: string;
}

/** What there is; a list is empty, and jsonnet undefined, where nothing could be had. */
export interface FetchedEngines {
  readonly helm: readonly FetchedProgram[];
  readonly kubectl: readonly FetchedProgram[];
  readonly jsonnet: string | undefined;
}

export function fetchEngines(report?: (line: string) => void): FetchedEngines;
