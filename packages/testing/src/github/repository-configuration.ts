import type { GitHubInstance } from "./instance.ts";
import { settingsOf, updateSettings } from "./records/repository.ts";

/** Settings of a repository that a test may change; what is left out stays. */
export interface RepositoryConfiguration {
  /** Whether it is read-only: every write is then refused with 403. */
  readonly archived?: boolean;
  /** Branches with classic protection. It is shown, and not enforced. */
  readonly protectedBranches?: readonly string[];
  /** Types of the ruleset rules of branches, such as `pull_request`. They are shown, and not enforced. */
  readonly rules?: Readonly<Record<string, readonly string[]>>;
}

export function configureRepository(
  github: GitHubInstance,
  fullName: string,
  configuration: RepositoryConfiguration,
): void {
  const [owner = "", name = ""] = fullName.split("/");
  const repository = github.repositories.byName(owner, name);
  if (repository === undefined) throw new Error(`There is no repository ${fullName}.`);
  updateSettings(repository, { ...settingsOf(repository), ...configuration });
  github.saveSoon();
}
