import { parseMessage } from "./parse-message.ts";

export function parseMessageExample(): unknown {
  //#region parseMessage
  const message = parseMessage("Namespace/apps created\nDeployment/apps/webapp configured");
  if (message.code !== "change-set") return;
  const created = message.changes.filter(({ action }) => action === "created"); // [{ kind: "Namespace", name: "apps", action: "created" }]
  //#endregion
  return created;
}
