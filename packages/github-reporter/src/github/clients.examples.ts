import type { Result } from "neverthrow";

import { callGitHub } from "./call.ts";
import { clientFor, type GitHubClients } from "./clients.ts";
import type { GitHubError } from "./errors.ts";

export async function headOfMain(clients: GitHubClients): Promise<Result<string, GitHubError>> {
  //#region clientFor_repository
  const commit = await callGitHub(clientFor(clients, "acme/shop"), "GET /repos/{owner}/{repo}/commits/{ref}", {
    owner: "acme",
    repo: "shop",
    ref: "main",
  });
  //#endregion
  return commit.map(({ sha }) => sha);
}
