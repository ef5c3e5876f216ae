/** A Kubernetes object as Flux names it in messages. */
export interface ObjectName {
  /** Kind, such as `Deployment`. */
  readonly kind: string;
  /** Namespace; absent for a cluster-scoped object. */
  readonly namespace?: string;
  /** Name, such as `webapp` or `system:webapp`. */
  readonly name: string;
}

/** Source of a pattern for `Kind/name` and `Kind/namespace/name`, with three groups. */
export const SUBJECT = String.raw`([A-Z]\w*)(?:/([^/\s]+))?/([^/\s]+)`;

/** Makes a name of the three groups of {@link SUBJECT}. */
export function toObjectName(kind: string, namespace: string | undefined, name: string): ObjectName {
  return { kind, ...(namespace !== undefined && { namespace }), name };
}

/** Writes a name as Flux does. */
export function formatObjectName({ kind, namespace, name }: ObjectName): string {
  return namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
