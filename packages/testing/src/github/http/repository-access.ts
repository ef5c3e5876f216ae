import type { ReadLag } from "../faults/read-lag.ts";
import type { GitHubInstance } from "../instance.ts";
import type { Repository } from "../records/repository.ts";

/** How one call reads and writes repositories. */
export interface RepositoryAccess {
  /** A repository as readers see it, which may be as it was a moment ago. */
  read(repository: Repository): Repository;
  /** Runs a write after those before it, and has the records kept. */
  write<T>(repository: Repository, work: () => Promise<T>): Promise<T>;
}

/** Lets a call reach repositories; for `lag` milliseconds readers do not see what it writes. */
export function createAccess(github: GitHubInstance, readLag: ReadLag, lag: number | undefined): RepositoryAccess {
  return {
    read: (repository) => readLag.view(repository),
    write: (repository, work) =>
      repository.exclusive(async () => {
        if (lag !== undefined) readLag.hold(repository, lag);
        const result = await work();
        github.saveSoon();
        return result;
      }),
  };
}
