/** A Kubernetes object as Flux names it in messages. */
export interface ObjectName {
  /** Kind, such as `Deployment`. In the lines of kubectl, up to Flux 0.15, a resource in lower case: `deployment`. */
  readonly kind: string;
  /** API group; only the lines of kubectl have one, and not for the core group. */
  readonly group?: string;
  /** Namespace; absent for a cluster-scoped object. */
  readonly namespace?: string;
  /** Name, such as `webapp` or `system:webapp`. */
  readonly name: string;
}

/** Source of a pattern for `Kind/name` and `Kind/namespace/name`, with three groups. */
export const SUBJECT = String.raw`([A-Za-z][\w-]*)(?:/([^/\s]+))?/([^/\s]+)`;

/** Makes a name of the three groups of {@link SUBJECT}. */
export function toObjectName(kind: string, namespace: string | undefined, name: string): ObjectName {
  return { kind, ...(namespace !== undefined && { namespace }), name };
}

/** Compares two names, so that what Flux lists in random order can be put in one. */
export function compareObjectNames(a: ObjectName, b: ObjectName): number {
  return (
    compareText(a.kind, b.kind) || compareText(a.namespace ?? "", b.namespace ?? "") || compareText(a.name, b.name)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
