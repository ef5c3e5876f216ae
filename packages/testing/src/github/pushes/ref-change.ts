import type { Account } from "../account.ts";
import { timestamp, type GitHubInstance } from "../instance.ts";
import { updateSettings, type Repository } from "../records/repository.ts";

/** A reference that was created (`from` undefined), moved, or deleted (`to` undefined). */
export interface RefChange {
  readonly ref: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Changes a reference as a push does, with all that follows from it. */
export async function pushRef(
  github: GitHubInstance,
  repository: Repository,
  actor: Account,
  change: RefChange,
): Promise<void> {
  if (change.to === undefined) await repository.git.deleteRef(change.ref);
  else await repository.git.updateRef(change.ref, change.to, change.from);
  followRefChange(github, repository, actor, change);
}

/** Does what GitHub does after a reference has changed, by the API or by a push. */
export function followRefChange(
  github: GitHubInstance,
  repository: Repository,
  _actor: Account,
  _change: RefChange,
): void {
  updateSettings(repository, { pushedAt: timestamp(github.now()) });
}
