import { eventsFor, permissionsFor } from "./permissions-for.ts";

export function appManifest(url: string): object {
  //#region permissionsFor_manifest
  const features = ["statuses", "deployments", "workflowDispatch", "runs", "locks"] as const;
  const manifest = {
    name: "acme-gitops",
    url,
    default_permissions: permissionsFor(features),
    // { actions: "write", contents: "read", deployments: "write", metadata: "read", statuses: "write" }
    default_events: eventsFor(features),
  };
  //#endregion
  return manifest;
}
