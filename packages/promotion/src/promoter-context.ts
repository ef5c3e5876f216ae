import { clientFor, repositoryParameters, webUrlOf, type GitHubClients } from "@gitops/github-reporter";
import type { Engine, RenderCache, RenderRequest } from "@gitops/manifest-renderer";

import type { GateProvider } from "./gate-provider.ts";
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

/** What a promoter is made with. */
export interface ContextOptions {
  /** The pipeline, from `parsePipeline` or `definePipeline`. */
  readonly pipeline: Pipeline;
  /** Client of GitHub, or one for each repository. Any `@octokit/core` instance fits. */
  readonly client: GitHubClients;
  /** The logins whose commit statuses are evidence: the account that the reporter writes with. */
  readonly identity: PromoterIdentity;
  /** Address of GitHub for people, for links. Default: the one that belongs to the client's API. */
  readonly webUrl?: string | undefined;
  /** Engines that `render` of the pipeline may name: `helm()`, `kustomize()`, `jsonnet()`. Default: none but plain YAML. */
  readonly engines?: readonly Engine[] | undefined;
  /** Where the results of engines are kept. Default: nowhere, so each look at an open proposal runs them again. */
  readonly cache?: RenderCache | undefined;
  /** What is added to the render of every slot, or of each one: secrets of one environment are not those of another. Default: nothing. */
  readonly render?: RenderOptions | ((slot: Slot) => RenderOptions) | undefined;
  /** Providers of the `custom` gates of the pipeline. Default: none, so that such gates stay closed. */
  readonly gates?: readonly GateProvider[] | undefined;
  /** The clock. Default: the system's. */
  readonly now?: (() => Date) | undefined;
}

/** Whose commit statuses are evidence. */
export interface PromoterIdentity {
  /** Logins, such as `["acme-gitops[bot]"]`; that of the client must be one of them. */
  readonly logins: readonly string[];
}

/**
 * What every operation of one promoter shares.
 *
 * @internal
 */
export interface PromoterContext {
  /** The pipeline. */
  readonly pipeline: Pipeline;
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
  /** Providers of custom gates. */
  readonly gates: readonly GateProvider[];
  /** The clock. */
  readonly now: () => Date;
}

/**
 * Makes the context of a promoter.
 *
 * @internal
 */
export function createContext(options: ContextOptions): PromoterContext {
  const { pipeline, identity, webUrl, engines = [], cache, render = {}, gates = [] } = options;
  const caches = new Map<string, ObjectCache>();
  const repository = (fullName: string): Repository => {
    const { owner, repo } = repositoryParameters(fullName);
    const objects = caches.get(fullName) ?? new ObjectCache();
    caches.set(fullName, objects);
    return { fullName, owner, repo, client: clientFor(options.client, fullName), cache: objects };
  };
  const home = repository(pipeline.repository);
  return {
    pipeline,
    repository,
    reporters: identity.logins,
    webUrl: webUrl ?? webUrlOf(home.client.request.endpoint.DEFAULTS.baseUrl),
    engines,
    cache,
    renderOptions: typeof render === "function" ? render : () => render,
    gates,
    now: options.now ?? (() => new Date()),
  };
}
