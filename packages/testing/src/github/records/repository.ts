import type { GitRepository } from "../git/git-repository.ts";
import type { RepositoryRecords, RepositorySettings } from "./repository-records.ts";

/** A repository: Git on disk and the records beside it. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** `owner/name`. */
  readonly fullName: string;
  readonly git: GitRepository;
  readonly records: RepositoryRecords;
  /** Runs work that writes, one after the other, so that checks and writes of two requests never mix. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

export function createRepository(git: GitRepository, records: RepositoryRecords): Repository {
  const { owner, name } = settingsOf({ records });
  let last: Promise<unknown> = Promise.resolve();
  return {
    owner,
    name,
    fullName: `${owner}/${name}`,
    git,
    records,
    exclusive(work) {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
  };
}

export function settingsOf(repository: Pick<Repository, "records">): RepositorySettings {
  const settings = repository.records.settings.get("settings");
  if (settings === undefined) throw new Error("The records of a repository lack its settings.");
  return settings;
}

export function updateSettings(repository: Repository, changes: Partial<RepositorySettings>): void {
  repository.records.settings.set("settings", { ...settingsOf(repository), ...changes });
}
