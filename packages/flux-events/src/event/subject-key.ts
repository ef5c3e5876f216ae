import type { FluxEvent } from "./event.ts";

/**
 * Names the object that an event speaks of, across clusters: by cluster, kind, namespace and name. Events of one key are about
 * one object, or about another one that was created under its name; the `uid` tells these apart.
 *
 * @param cluster Name of the cluster that sent the event: the one whose secret signed it. Flux does not know it.
 * @returns a text of four parts, which no name can forge: each is percent-encoded.
 * @example
 * ```ts source="./subject-key.examples.ts#subjectKey"
 * const key = subjectKey(event, "prod-eu"); // "prod-eu/Kustomization/flux-system/cart"
 * ```
 * @see https://fluxcd.io/flux/components/notification/alerts/#event-metadata
 */
export function subjectKey(event: FluxEvent, cluster: string): string {
  const { kind, namespace = "", name } = event.involvedObject;
  return [cluster, kind, namespace, name].map((part) => encodeURIComponent(part.toWellFormed())).join("/");
}
