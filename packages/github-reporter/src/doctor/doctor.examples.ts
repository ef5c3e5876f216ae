import type { GitHubClients } from "../github/clients.ts";
import { doctor } from "./doctor.ts";

export async function refuseToStartBroken(client: GitHubClients): Promise<readonly string[]> {
  //#region doctor_startUp
  const findings = await doctor({
    client,
    repositories: ["acme/shop", "acme/shop-manifests"],
    features: ["statuses", "deployments", "repositoryDispatch", "runs", "locks"],
    identity: { logins: ["acme-gitops[bot]"] },
    environments: ["dev", "stage", "prod"],
  });
  const problems = findings.filter(({ level }) => level === "problem");
  const lines = problems.map(({ message, remedy }) => `${message} ${remedy}`);
  //#endregion
  return lines;
}
