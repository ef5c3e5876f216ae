/** How large an input and the output may be: what a hostile or a broken file can cost. */
export interface Limits {
  /** Bytes of one file. Default 16 MiB. */
  readonly maxFileBytes: number;
  /** Bytes of one YAML document. Default 2 MiB: etcd takes 1.5 MiB. */
  readonly maxDocumentBytes: number;
  /** Documents of one file. Default 20,000. */
  readonly maxDocuments: number;
  /** Maps and lists inside each other. Default 64. */
  readonly maxDepth: number;
  /** Anchors (`&name`) of one document. Default 1,000. */
  readonly maxAnchors: number;
  /** Aliases (`*name`) of one document, counted each time that one is followed. Default 1,000. */
  readonly maxAliases: number;
  /** Maps, lists and scalars of one document, after its aliases were followed. Default 250,000. */
  readonly maxValues: number;
  /** Files of the templates. Default 10,000. */
  readonly maxFiles: number;
  /** Bytes of all files of the templates together. Default 64 MiB. */
  readonly maxInputBytes: number;
  /** Bytes of all files that are written, and of what one run of an engine prints. Default 64 MiB. */
  readonly maxOutputBytes: number;
  /** Time of one run of an engine, in milliseconds. Default 60,000. */
  readonly engineTimeoutMs: number;
  /** Address space of one run of an engine, in bytes, where the system can limit it (Linux, `prlimit`). Default 2 GiB. */
  readonly engineMemoryBytes: number;
}

const MEBIBYTE = 1024 * 1024;

/** The limits that hold when a caller sets none. */
export const defaultLimits: Limits = {
  maxFileBytes: 16 * MEBIBYTE,
  maxDocumentBytes: 2 * MEBIBYTE,
  maxDocuments: 20_000,
  maxDepth: 64,
  maxAnchors: 1_000,
  maxAliases: 1_000,
  maxValues: 250_000,
  maxFiles: 10_000,
  maxInputBytes: 64 * MEBIBYTE,
  maxOutputBytes: 64 * MEBIBYTE,
  engineTimeoutMs: 60_000,
  engineMemoryBytes: 2048 * MEBIBYTE,
};

/** Fills up the limits that a caller did not set. */
export function withDefaultLimits(limits: Partial<Limits> | undefined): Limits {
  return { ...defaultLimits, ...limits };
}
