import type { GitHubClient } from "@gitops/github-reporter";

import { loadPipeline } from "../index.ts";

export async function slotsOf(client: GitHubClient): Promise<readonly string[]> {
  //#region loadPipeline_basic
  const loaded = await loadPipeline(client, "acme/shop-manifests");
  if (loaded.isErr()) throw loaded.error;
  return loaded.value.slots.map(({ id }) => id);
  //#endregion
}
