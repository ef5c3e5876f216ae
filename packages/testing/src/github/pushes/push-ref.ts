import type { Account } from "../account.ts";
import type { GitHubInstance } from "../instance.ts";
import { timestamp } from "../timestamp.ts";
import { followPush } from "../pull-requests/follow-push.ts";
import { settingsOf, updateSettings, type Repository } from "../records/repository.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { pushPayload } from "../webhooks/push-event.ts";
import type { RefChange } from "./ref-change.ts";

/** Changes a reference as a push does, with all that follows from it. */
export async function pushRef(
  github: GitHubInstance,
  repository: Repository,
  actor: Account,
  change: RefChange,
): Promise<void> {
  if (change.to === undefined) await repository.git.deleteRef(change.ref);
  else await repository.git.updateRef(change.ref, change.to, change.from);
  await followRefChange(github, repository, actor, change);
}

/** Does what GitHub does after a reference has changed, by the API or by a push. */
export async function followRefChange(
  github: GitHubInstance,
  repository: Repository,
  actor: Account,
  change: RefChange,
): Promise<void> {
  updateSettings(repository, { pushedAt: timestamp(github.now()) });
  if (github.webhooks.isWanted(repository.fullName, "push")) {
    emitEvent(github, repository, actor, "push", await pushPayload(github, repository, actor, change));
  }
  emitLifeOfRef(github, repository, actor, change);
  await followPush(github, repository, actor, change);
}

// https://docs.github.com/webhooks/webhook-events-and-payloads#create and #delete: a branch or tag by its short name.
function emitLifeOfRef(github: GitHubInstance, repository: Repository, actor: Account, change: RefChange): void {
  if (change.from !== undefined && change.to !== undefined) return;
  const [, place, ref] = /^refs\/(heads|tags)\/(.+)$/.exec(change.ref) ?? [];
  if (ref === undefined) return;
  const named = { ref, ref_type: place === "heads" ? "branch" : "tag", pusher_type: "user" };
  if (change.to === undefined) {
    emitEvent(github, repository, actor, "delete", named);
    return;
  }
  const { defaultBranch, description } = settingsOf(repository);
  emitEvent(github, repository, actor, "create", { ...named, master_branch: defaultBranch, description });
}
