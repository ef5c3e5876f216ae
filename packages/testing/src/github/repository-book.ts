import { join } from "node:path";

import type { CreatedRepository, CreateRepositoryOptions } from "./embedded-github.ts";
import { openGitRepository } from "./git/git-repository.ts";
import type { GitHubInstance, RepositoryBook } from "./instance.ts";
import { firstCommit } from "./pushes/first-commit.ts";
import { createRecords, type RepositoryRecords } from "./records/repository-records.ts";
import { createRepository, type Repository } from "./records/repository.ts";
import { timestamp } from "./timestamp.ts";

/** The repositories, with the means to add some. */
export interface OpenRepositoryBook extends RepositoryBook {
  /** Opens a repository that an earlier run has left. */
  open(records: RepositoryRecords): void;
  create(github: GitHubInstance, fullName: string, options: CreateRepositoryOptions): Promise<CreatedRepository>;
  close(): Promise<void>;
}

/** Keeps repositories below a folder: `<owner>/<name>.git`. */
export function createRepositoryBook(directory: string): OpenRepositoryBook {
  const repositories = new Map<string, Repository>();

  const open = (records: RepositoryRecords): Repository => {
    const settings = records.settings.get("settings");
    if (settings === undefined) throw new Error("The records of a repository lack its settings.");
    const { owner, name, defaultBranch } = settings;
    const git = openGitRepository(join(directory, owner, `${name}.git`), defaultBranch);
    const repository = createRepository(git, records);
    repositories.set(repository.fullName.toLowerCase(), repository);
    return repository;
  };

  return {
    get all() {
      return [...repositories.values()];
    },
    byName: (owner, name) => repositories.get(`${owner}/${name}`.toLowerCase()),
    open,
    async create(github, fullName, { defaultBranch = "main", description, files }) {
      const [, owner, name] = /^([a-z\d][\w.-]*)\/([\w.-]*\w)$/i.exec(fullName) ?? [];
      if (owner === undefined || name === undefined) {
        throw new TypeError(`A repository is named "owner/name", not "${fullName}".`);
      }
      if (repositories.has(fullName.toLowerCase())) throw new Error(`The repository ${fullName} exists already.`);
      const at = timestamp(github.now());
      const repository = open(
        createRecords({
          id: github.nextId(),
          owner,
          name,
          description: description ?? null,
          defaultBranch,
          createdAt: at,
          updatedAt: at,
          pushedAt: at,
        }),
      );
      const head = files === undefined ? undefined : await firstCommit(github, repository, files);
      github.saveSoon();
      return { fullName: repository.fullName, defaultBranch, head, directory: repository.git.directory };
    },
    async close() {
      await Promise.all([...repositories.values()].map(({ git }) => git.close()));
    },
  };
}
