import type { GitHubClient } from "./call.ts";
import { callGitHub } from "./call.ts";
import type { GitHubError } from "./errors.ts";
import type { Result } from "neverthrow";

export async function headOfMain(client: GitHubClient): Promise<Result<string, GitHubError>> {
  //#region callGitHub_basic
  const commit = await callGitHub(client, "GET /repos/{owner}/{repo}/commits/{ref}", {
    owner: "acme",
    repo: "shop",
    ref: "main",
  });
  const sha = commit.map((data) => data.sha);
  //#endregion
  return sha;
}
