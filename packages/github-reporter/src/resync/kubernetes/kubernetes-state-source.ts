import type { StateSource } from "../state-source.ts";
import { FLUX_RESOURCES, type FluxObjectKind } from "./flux-kind.ts";
import type { KubernetesGet } from "./get.ts";
import { listKind } from "./list-kind.ts";

const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
/** An object with a large inventory has some hundred kilobytes. */
const PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 1000;

/** How to read the Kubernetes API. */
export interface KubernetesStateSourceOptions {
  /** Asks the API, with whatever client and credentials there are. */
  readonly get: KubernetesGet;
  /** Kinds to read. Default: both. */
  readonly kinds?: readonly FluxObjectKind[];
  /** Namespaces to read; then the account needs no role in others. Default: all. */
  readonly namespaces?: readonly string[];
  /** Objects that are asked for at once, 1 to 1000: as many are in memory. Default: 100. */
  readonly pageSize?: number;
}

/**
 * Reads the status of Kustomizations and HelmReleases from the Kubernetes API, with GET requests alone.
 *
 * A kind that the cluster does not serve or the account may not list, and an object of another shape, become problems of a
 * page; the others go on. Every other answer but a list ends it with `STATE_SOURCE_UNAVAILABLE`. Nothing is tried again but
 * an expired list, once.
 *
 * @throws TypeError without a kind, or with a namespace that is none; RangeError for another page size.
 * @example
 * ```ts source="./kubernetes-state-source.examples.ts#kubernetesStateSource"
 * const source = kubernetesStateSource({
 *   get: async (path, { signal }) => {
 *     const response = await fetch(`https://kubernetes.default.svc${path}`, { headers: { authorization }, signal });
 *     if (!response.ok) throw Object.assign(new Error("The Kubernetes API refused"), { status: response.status });
 *     return response.json();
 *   },
 *   namespaces: ["flux-system"],
 * });
 * ```
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/
 */
export function kubernetesStateSource(options: KubernetesStateSourceOptions): StateSource {
  const { get, kinds = ["Kustomization", "HelmRelease"], namespaces, pageSize = PAGE_SIZE } = options;
  if (kinds.length === 0 || !kinds.every((kind) => Object.hasOwn(FLUX_RESOURCES, kind))) {
    throw new TypeError("kubernetesStateSource reads the kinds Kustomization and HelmRelease: name one at least.");
  }
  const strange = namespaces?.find((namespace) => !NAMESPACE.test(namespace));
  if (strange !== undefined) throw new TypeError(`"${strange}" is no name of a namespace.`);
  if (namespaces?.length === 0) throw new TypeError("kubernetesStateSource needs a namespace, or none named for all.");
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
    throw new RangeError(`pageSize is a whole number from 1 to ${MAX_PAGE_SIZE}.`);
  }

  return {
    async *read(signal = new AbortController().signal) {
      for (const kind of kinds) {
        for (const namespace of namespaces ?? [undefined]) {
          for await (const page of listKind({ get, kind, namespace, pageSize, signal })) {
            yield page;
            if (page.isErr()) return;
          }
        }
      }
    },
  };
}
