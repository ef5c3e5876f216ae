import { parseChangeSet } from "./change-set.ts";

export function changeSetExample(): unknown {
  //#region parseChangeSet
  const changes = parseChangeSet("Namespace/apps created\nDeployment/apps/webapp configured");
  const created = changes.filter(({ action }) => action === "created"); // [{ kind: "Namespace", name: "apps", action: "created" }]
  //#endregion
  return created;
}
