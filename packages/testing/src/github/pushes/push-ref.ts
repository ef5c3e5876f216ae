import type { Acting } from "../acting.ts";
import { followPush } from "../pull-requests/follow-push.ts";
import { settingsOf, updateSettings } from "../records/repository.ts";
import { timestamp } from "../timestamp.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { pushPayload } from "../webhooks/push-event.ts";
import type { RefChange } from "./ref-change.ts";

/** Changes a reference as a push does, with all that follows from it. */
export async function pushRef(acting: Acting, change: RefChange): Promise<void> {
  const { git } = acting.repository;
  if (change.to === undefined) await git.deleteRef(change.ref);
  else await git.updateRef(change.ref, change.to, change.from);
  await followRefChange(acting, change);
}

/** Does what GitHub does after a reference has changed, by the API or by a push. */
export async function followRefChange(acting: Acting, change: RefChange): Promise<void> {
  const { github, repository } = acting;
  updateSettings(repository, { pushedAt: timestamp(github.now()) });
  if (github.webhooks.isWanted(repository.fullName, "push")) {
    emitEvent(acting, "push", await pushPayload(acting, change));
  }
  emitLifeOfRef(acting, change);
  await followPush(acting, change);
}

// https://docs.github.com/webhooks/webhook-events-and-payloads#create and #delete: a branch or tag by its short name.
function emitLifeOfRef(acting: Acting, change: RefChange): void {
  if (change.from !== undefined && change.to !== undefined) return;
  const [, place, ref] = /^refs\/(heads|tags)\/(.+)$/.exec(change.ref) ?? [];
  if (ref === undefined) return;
  const named = { ref, ref_type: place === "heads" ? "branch" : "tag", pusher_type: "user" };
  if (change.to === undefined) {
    emitEvent(acting, "delete", named);
    return;
  }
  const { defaultBranch, description } = settingsOf(acting.repository);
  emitEvent(acting, "create", { ...named, master_branch: defaultBranch, description });
}
