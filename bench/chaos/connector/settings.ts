import type { LaneKind, Protection } from "../options.ts";

/** What a process of the connector is started with, as JSON in its first argument. */
export interface ConnectorSettings {
  readonly port: number;
  readonly githubUrl: string;
  readonly lane: {
    readonly kind: LaneKind;
    /** Path of the file, or URL of Postgres. */
    readonly storage: string;
  };
  /** Milliseconds after which a run is listed for sure. */
  readonly ambiguityMs: number;
  readonly without: Protection | undefined;
  /** Start of the run, in milliseconds since the epoch. */
  readonly startedAt: number;
}
