import type { CommitStatus } from "./commit-status.ts";

/** What a repository is, besides its Git objects. */
export interface RepositorySettings {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly description: string | null;
  readonly defaultBranch: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly pushedAt: string;
}

/**
 * All that GitHub keeps about a repository outside of Git.
 *
 * The records are immutable and only the maps change, so a copy of the maps is a picture of one moment.
 */
export interface RepositoryRecords {
  /** One entry, under the key `settings`. */
  readonly settings: Map<"settings", RepositorySettings>;
  /** Statuses by commit, oldest first. */
  readonly statuses: Map<string, readonly CommitStatus[]>;
}

export function createRecords(settings: RepositorySettings): RepositoryRecords {
  return { settings: new Map([["settings", settings]]), statuses: new Map() };
}

/** Copies the records, for answers that lag behind. */
export function copyRecords(records: RepositoryRecords): RepositoryRecords {
  return { settings: new Map(records.settings), statuses: new Map(records.statuses) };
}
