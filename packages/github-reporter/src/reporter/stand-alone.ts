import { repositoryParameters } from "../github/repository.ts";
import type { ResolveTarget } from "./target.ts";

/** Options of {@link standAlone}. */
export interface StandAloneOptions {
  /** Repository that Flux applies, as `owner/name`: the one that the reported revisions belong to. */
  readonly repository: string;
  /**
   * Names of the Kustomizations that make up a deployment: roll-up and dispatch wait for all of them. Default: each object
   * is alone.
   */
  readonly expected?: readonly string[];
  /** App that the expected ones belong to. Default: the name of the repository. */
  readonly app?: string;
}

// What applies manifests; sources and images only feed them.
const APPLYING_KINDS = ["Kustomization", "HelmRelease"];

/**
 * Names targets without a pipeline and without release locks: the environment is the cluster, and evidence goes on the
 * reported commit.
 *
 * An object alone is its own app; the expected ones are the targets of one app, and other objects are left out.
 *
 * @throws TypeError when the repository is not `owner/name`.
 * @example
 * ```ts source="./stand-alone.examples.ts#standAlone_expected"
 * const resolveTarget = standAlone({ repository: "acme/fleet", expected: ["infrastructure", "apps"] });
 * ```
 */
export function standAlone({ repository, expected = [], app }: StandAloneOptions): ResolveTarget {
  const { repo } = repositoryParameters(repository);
  const together = app ?? repo;
  return ({ involvedObject: { kind, name } }, cluster) => {
    if (!APPLYING_KINDS.includes(kind)) return undefined;
    const at = { repository, environment: cluster, path: undefined, next: [] };
    if (expected.length === 0) {
      return { ...at, app: name, slot: `${cluster}/${name}`, target: cluster, targets: [cluster] };
    }
    if (!expected.includes(name)) return undefined;
    return { ...at, app: together, slot: `${cluster}/${together}`, target: name, targets: expected };
  };
}
