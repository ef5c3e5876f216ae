import type { EnvironmentSpec } from "../environment-spec.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";

const DEFAULT_PATH = "envs/{env}/{app}";

/** Where the slots of an environment are, with placeholders. */
export interface Layout {
  readonly repository: string;
  readonly baseBranch: string;
  readonly path: string;
  readonly highLevelPath: string | undefined;
  readonly commits: "git" | "signed";
}

/**
 * Reads where the slots of an environment are: as it says itself, else as the pipeline says.
 *
 * @internal
 */
export function layoutOf({ manifests }: PipelineSpec, { manifests: own }: EnvironmentSpec): Layout {
  return {
    repository: own?.repo ?? manifests.repo,
    baseBranch: own?.baseBranch ?? manifests.baseBranch ?? "main",
    path: own?.path ?? manifests.path ?? DEFAULT_PATH,
    highLevelPath: own?.highLevelPath ?? manifests.highLevelPath,
    commits: own?.commits ?? manifests.commits ?? "git",
  };
}

/**
 * Tells whether the place of a slot depends on something, such as the cluster: then there is one slot for each.
 *
 * @internal
 */
export function isPlacedBy({ repository, baseBranch, path }: Layout, name: "app" | "cluster" | "wave"): boolean {
  return [repository, baseBranch, path].some((template) => template.includes(`{${name}}`));
}

/**
 * Tells whether the branch of a slot depends on something: slots of different branches cannot share a pull request.
 *
 * @internal
 */
export function isBranchedBy({ repository, baseBranch }: Layout, name: "app" | "cluster" | "namespace"): boolean {
  return [repository, baseBranch].some((template) => template.includes(`{${name}}`));
}
