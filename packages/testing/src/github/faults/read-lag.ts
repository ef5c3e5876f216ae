import { freezeRefs } from "../git/refs.ts";
import { copyRecords } from "../records/repository-records.ts";
import type { Repository } from "../records/repository.ts";

/** Repositories as they were a moment ago. */
export interface ReadLag {
  /** Keeps what a repository is now in front of readers for some milliseconds. */
  hold(repository: Repository, milliseconds: number): void;
  /** What readers see of a repository: the oldest picture that is still held, or the repository itself. */
  view(repository: Repository): Repository;
}

interface Picture {
  readonly repository: Repository;
  readonly until: number;
}

export function createReadLag(): ReadLag {
  const pictures = new Map<string, readonly Picture[]>();
  return {
    hold(repository, milliseconds) {
      const { git, records, fullName } = repository;
      const picture = { ...repository, git: { ...git, refs: freezeRefs(git.refs) }, records: copyRecords(records) };
      const until = performance.now() + milliseconds;
      pictures.set(fullName, [...(pictures.get(fullName) ?? []), { repository: picture, until }]);
    },
    view(repository) {
      const held = (pictures.get(repository.fullName) ?? []).filter(({ until }) => until > performance.now());
      pictures.set(repository.fullName, held);
      return held[0]?.repository ?? repository;
    },
  };
}
