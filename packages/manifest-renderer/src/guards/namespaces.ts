import type { IsClusterScoped } from "../resource/scope.ts";
import type { WrittenResource } from "../tree/manifest.ts";
import type { Finding } from "../diagnostic.ts";

/** Finds namespaced objects that would not land in the namespace of the request. */
export function findForeignNamespaces(
  manifest: WrittenResource,
  namespace: string | undefined,
  isClusterScoped: IsClusterScoped,
): readonly Finding[] {
  const { id, resource } = manifest;
  if (namespace === undefined || id.namespace === namespace || isClusterScoped(resource)) return [];
  const path = "metadata.namespace";
  if (id.namespace === undefined) {
    // Only SOPS documents come here: their text cannot be changed.
    return [
      {
        code: "namespace/conflict",
        path,
        message: `the document is encrypted with SOPS; add its namespace ${namespace} yourself`,
      },
    ];
  }
  const message = `the template names ${JSON.stringify(id.namespace)}, the request "${namespace}"; name one of them, or allow both`;
  return [{ code: "namespace/conflict", path, message }];
}

/** Finds namespaced objects for which nobody says a namespace. */
export function findMissingNamespaces(
  manifest: WrittenResource,
  namespace: string | undefined,
  isClusterScoped: IsClusterScoped,
): readonly Finding[] {
  if (namespace !== undefined || manifest.id.namespace !== undefined || isClusterScoped(manifest.resource)) return [];
  const message = "no namespace is set; Flux takes the targetNamespace of the Kustomization, or `default`";
  return [{ code: "namespace/missing", path: "metadata.namespace", message }];
}
