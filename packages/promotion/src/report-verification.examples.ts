import type { DispatchPayload, GitHubClient } from "@gitops/github-reporter";

import { reportVerification } from "./index.ts";

export async function smokeTest(client: GitHubClient, payload: DispatchPayload, url: string): Promise<void> {
  //#region reportVerification_basic
  const isUp = (await fetch(url)).ok;
  const reported = await reportVerification(client, payload, {
    name: "smoke",
    state: isUp ? "success" : "failure",
    text: isUp ? "the shop answers" : "the shop does not answer",
    at: new Date().toISOString(),
  });
  if (reported.isErr()) throw reported.error;
  //#endregion
}
