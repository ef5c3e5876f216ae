import { ensureComment, type GitHubClient, type Release } from "@gitops/github-reporter";

import { planComment, type PlannedSlot } from "../index.ts";

export function commentOnCode(
  client: GitHubClient,
  number: number,
  { release, slots, creators }: { release: Release; slots: readonly PlannedSlot[]; creators: readonly string[] },
): ReturnType<typeof ensureComment> {
  //#region planComment_basic
  const body = planComment({ release, slots });
  return ensureComment(client, { repository: "acme/shop", number, name: "gitops", key: "plan", body }, { creators });
  //#endregion
}
