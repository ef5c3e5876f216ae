import type { Acting } from "../acting.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { PullRequest } from "../records/pull-request.ts";
import { timestamp } from "../timestamp.ts";
import { changedPullRequest } from "../views/pull-request.ts";
import { emitEvent } from "../webhooks/emit-event.ts";

/** Keeps a changed pull request; `updated_at` is now. */
export function savePull({ github, repository }: Acting, pull: PullRequest): PullRequest {
  const saved = { ...pull, updatedAt: timestamp(github.now()) };
  repository.records.pulls.set(pull.number, saved);
  return saved;
}

/** Closes a pull request without merging it. */
export async function closePull(acting: Acting, pull: PullRequest): Promise<PullRequest> {
  const closed = savePull(acting, { ...pull, state: "closed", closedAt: timestamp(acting.github.now()) });
  await emitPullEvent(acting, closed, { action: "closed" });
  return closed;
}

/** Tells webhooks of a pull request. */
export async function emitPullEvent(
  acting: Acting,
  pull: PullRequest,
  details: JsonObject & { readonly action: string },
): Promise<void> {
  const { github, repository } = acting;
  if (!github.webhooks.isWanted(repository.fullName, "pull_request")) return;
  const view = await changedPullRequest(github, repository, pull);
  emitEvent(acting, "pull_request", { ...details, number: pull.number, pull_request: view });
}

/** The reference under which GitHub keeps the head of a pull request, also after its branch is gone. */
export function headRefOf(number: number): string {
  return `refs/pull/${number}/head`;
}
