import type { Result } from "neverthrow";

import { createGitHubClient } from "./client.ts";
import type { GitHubError } from "../errors.ts";
import { whoAmI } from "../identity.ts";

export async function loginOfApp(privateKey: string): Promise<Result<string, GitHubError>> {
  //#region createGitHubClient_app
  const client = createGitHubClient({ auth: { appId: 123456, privateKey, installationId: 7890 } });
  const login = await whoAmI(client);
  //#endregion
  return login;
}
