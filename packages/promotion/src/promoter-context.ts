import { clientFor, repositoryParameters, webUrlOf, type GitHubClients } from "@gitops/github-reporter";
import type { Engine, RenderCache, RenderRequest } from "@gitops/manifest-renderer";

import { ObjectCache } from "./git/object-cache.ts";
import type { Repository } from "./git/repository.ts";
import type { Pipeline, Slot } from "./pipeline/pipeline.ts";

/** What the host adds to every render: what a pipeline file cannot hold, such as secret values and rules written as code. */
export type RenderOptions = Pick<
  RenderRequest,
  | "secrets"
  | "sealer"
  | "schemas"
  | "policies"
  | "guards"
  | "placeholders"
  | "imagePaths"
  | "clusterScopedKinds"
  | "limits"
>;

/**
 * What every operation of one promoter shares.
 *
 * @internal
 */
export interface PromoterContext {
  /** The pipeline. */
  readonly pipeline: Pipeline;
  /** The manifests repository. */
  readonly manifests: Repository;
  /** Any repository of the pipeline, by `owner/name`. */
  readonly repository: (fullName: string) => Repository;
  /** Logins whose commit statuses are evidence. */
  readonly reporters: readonly string[];
  /** Address of GitHub for people, without a slash at its end. */
  readonly webUrl: string;
  /** Engines that the pipeline may name, besides plain YAML. */
  readonly engines: readonly Engine[];
  /** Where the results of engines are kept, if anywhere. */
  readonly cache: RenderCache | undefined;
  /** What the host adds to the render of a slot. */
  readonly renderOptions: (slot: Slot) => RenderOptions;
  /** The clock. */
  readonly now: () => Date;
}

/**
 * Makes the context of a promoter.
 *
 * @internal
 */
export function createContext(options: {
  readonly pipeline: Pipeline;
  readonly client: GitHubClients;
  readonly reporters: readonly string[];
  readonly webUrl: string | undefined;
  readonly engines: readonly Engine[];
  readonly cache: RenderCache | undefined;
  /** For every slot, or by slot: secrets of one environment are not those of another. Default: nothing. */
  readonly render?: RenderOptions | ((slot: Slot) => RenderOptions) | undefined;
  readonly now: () => Date;
}): PromoterContext {
  const { pipeline, reporters, webUrl, engines, cache, render = {}, now } = options;
  const caches = new Map<string, ObjectCache>();
  const repository = (fullName: string): Repository => {
    const { owner, repo } = repositoryParameters(fullName);
    const cache = caches.get(fullName) ?? new ObjectCache();
    caches.set(fullName, cache);
    return { fullName, owner, repo, client: clientFor(options.client, fullName), cache };
  };
  const manifests = repository(pipeline.repository);
  return {
    pipeline,
    manifests,
    repository,
    reporters,
    webUrl: webUrl ?? webUrlOf(manifests.client.request.endpoint.DEFAULTS.baseUrl),
    engines,
    cache,
    renderOptions: typeof render === "function" ? render : () => render,
    now,
  };
}
