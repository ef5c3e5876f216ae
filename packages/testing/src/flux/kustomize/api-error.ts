import { type Manifest, objectName } from "./manifests.ts";

/** What the API server says when kustomize-controller may not apply an object. */
export function forbiddenApply(manifest: Manifest): string {
  const { apiVersion, kind, namespace, name } = manifest;
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  const plural = `${kind.toLowerCase()}s`;
  const resource = group === "" ? plural : `${plural}.${group}`;
  const scope = namespace === undefined ? "at the cluster scope" : `in the namespace "${namespace}"`;
  return (
    `${objectName(manifest)} dry-run failed (Forbidden): ${resource} "${name}" is forbidden: ` +
    `User "system:serviceaccount:flux-system:kustomize-controller" cannot patch resource "${plural}" ` +
    `in API group "${group}" ${scope}`
  );
}

/** What kustomize-controller says when an admission webhook keeps an object from being deleted. */
export function deniedDelete(object: string): string {
  return `delete failed, errors: ${object} delete failed: admission webhook "deny.example.com" denied the request`;
}

/**
 * What kustomize-controller says when somebody else has written the status.
 *
 * @param isHealthCheck Whether it was about to wait for health.
 */
export function conflict(name: string, { isHealthCheck }: { readonly isHealthCheck: boolean }): string {
  const doing = isHealthCheck ? "unable to update the healthy status to progressing" : "failed to update status";
  return (
    `${doing}: Operation cannot be fulfilled on kustomizations.kustomize.toolkit.fluxcd.io "${name}": ` +
    `the object has been modified; please apply your changes to the latest version and try again`
  );
}
