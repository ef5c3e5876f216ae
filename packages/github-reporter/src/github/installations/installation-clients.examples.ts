import type { Result } from "neverthrow";

import { clientFor } from "../clients.ts";
import type { GitHubError } from "../errors.ts";
import { whoAmI } from "../identity.ts";
import { createInstallationClients } from "./installation-clients.ts";

export async function loginOfReporter(appId: number, privateKey: string): Promise<Result<string, GitHubError>> {
  //#region createInstallationClients_basic
  const clients = createInstallationClients({ appId, privateKey });
  const login = await whoAmI(clientFor(clients, "acme/shop-manifests"));
  //#endregion
  return login;
}
