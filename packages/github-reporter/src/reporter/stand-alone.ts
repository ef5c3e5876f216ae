import type { InvolvedObject } from "@gitops/flux-events";

import { repositoryParameters } from "../github/repository.ts";
import type { ResolveTarget, TargetsNeeded } from "./target.ts";

/** Options of {@link standAlone}. */
export interface StandAloneOptions {
  /** Repository that Flux applies, as `owner/name`: the one that the reported revisions belong to. */
  readonly repository: string;
  /**
   * Names of the Kustomizations that make up a deployment, or `<namespace>/<name>`: roll-up and dispatch wait for as many
   * of them as `need` says. Default: each object is alone.
   */
  readonly expected?: readonly string[];
  /** How many of the expected ones must have succeeded. Default: all. */
  readonly need?: TargetsNeeded;
  /** App that the expected ones belong to. Default: the name of the repository. */
  readonly app?: string;
}

// What applies manifests; sources and images only feed them.
const APPLYING_KINDS = ["Kustomization", "HelmRelease"];
// Where Flux's own Kustomizations live, and those that need no further name.
const PLAIN_NAMESPACES: readonly (string | undefined)[] = ["flux-system", undefined];

/**
 * Names targets without a pipeline and without release locks: the environment is the cluster, and evidence goes on the
 * reported commit.
 *
 * An object alone is its own app, named after it, with its namespace and kind unless it is a Kustomization of
 * `flux-system` without a dot in its name; the expected ones are the targets of one app, and other objects are left out.
 *
 * @throws TypeError when the repository is not `owner/name`.
 * @example
 * ```ts source="./stand-alone.examples.ts#standAlone_expected"
 * const resolveTarget = standAlone({ repository: "acme/fleet", expected: ["infrastructure", "apps"] });
 * ```
 */
export function standAlone({ repository, expected = [], need, app }: StandAloneOptions): ResolveTarget {
  const { repo } = repositoryParameters(repository);
  const together = app ?? repo;
  return ({ involvedObject }, cluster) => {
    const { kind, namespace, name } = involvedObject;
    if (!APPLYING_KINDS.includes(kind)) return undefined;
    const at = { repository, environment: cluster, path: undefined, next: [] };
    if (expected.length === 0) {
      const alone = nameOf(involvedObject);
      return { ...at, app: alone, slot: `${cluster}/${alone}`, target: cluster, targets: [cluster] };
    }
    const target = [`${namespace ?? ""}/${name}`, name].find((candidate) => expected.includes(candidate));
    if (kind !== "Kustomization" || target === undefined) return undefined;
    return { ...at, app: together, slot: `${cluster}/${together}`, target, targets: expected, need };
  };
}

/** Two objects of one name must not share a status: the first success would hide what the other one does. */
function nameOf({ kind, namespace, name }: InvolvedObject): string {
  // A namespace has no dots, so what stands before the first one is never taken for part of another name.
  const isPlain = PLAIN_NAMESPACES.includes(namespace) && !name.includes(".");
  return [isPlain ? undefined : (namespace ?? ""), name, kind === "Kustomization" ? undefined : kind.toLowerCase()]
    .filter((part) => part !== undefined)
    .join(".");
}
