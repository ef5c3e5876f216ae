import type { Account } from "../account.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import { timestamp } from "../timestamp.ts";
import type { PullRequest } from "../records/pull-request.ts";
import type { Repository } from "../records/repository.ts";
import { changedPullRequest } from "../views/pull-request.ts";
import { emitEvent } from "../webhooks/emit-event.ts";

/** Keeps a changed pull request; `updated_at` is now. */
export function savePull(github: GitHubInstance, repository: Repository, pull: PullRequest): PullRequest {
  const saved = { ...pull, updatedAt: timestamp(github.now()) };
  repository.records.pulls.set(pull.number, saved);
  return saved;
}

/** Closes a pull request without merging it. */
export async function closePull(
  github: GitHubInstance,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
): Promise<PullRequest> {
  const closed = savePull(github, repository, { ...pull, state: "closed", closedAt: timestamp(github.now()) });
  await emitPullEvent(github, repository, actor, closed, { action: "closed" });
  return closed;
}

/** Tells webhooks of a pull request. */
export async function emitPullEvent(
  github: GitHubInstance,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  details: JsonObject & { readonly action: string },
): Promise<void> {
  if (!github.webhooks.isWanted(repository.fullName, "pull_request")) return;
  emitEvent(github, repository, actor, "pull_request", {
    ...details,
    number: pull.number,
    pull_request: await changedPullRequest(github, repository, pull),
  });
}

/** The reference under which GitHub keeps the head of a pull request, also after its branch is gone. */
export function headRefOf(number: number): string {
  return `refs/pull/${number}/head`;
}
