import type { Result } from "neverthrow";

import type { GitHubError } from "./errors.ts";
import { createGitHubClient } from "./client/client.ts";
import { whoAmI } from "./identity.ts";

export async function identityOf(token: string): Promise<Result<{ readonly logins: readonly string[] }, GitHubError>> {
  //#region whoAmI_identity
  const client = createGitHubClient({ auth: { token } });
  const identity = (await whoAmI(client)).map((login) => ({ logins: [login] })); // an option of createReporter
  //#endregion
  return identity;
}
