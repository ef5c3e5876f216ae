/** What a person writes in `.gitops/pipeline.yaml`, or hands to {@link definePipeline}. */
export interface PipelineSpec {
  /** Version of this format. */
  readonly version: 1;
  /** Name of the pipeline, for people. */
  readonly name: string;
  /** Code repository that every app is built from. */
  readonly source: SourceSpec;
  /** Repository, branch and folders that Flux reads. */
  readonly manifests: ManifestsSpec;
  /** Where configuration values come from, lowest precedence first. Default: none. */
  readonly config?: readonly ConfigSourceSpec[] | undefined;
  /** Clusters by name: the name that Flux events arrive under. */
  readonly clusters: Readonly<Record<string, ClusterSpec>>;
  /** Apps by name. An app is what is released, approved and rolled back as one. */
  readonly apps: Readonly<Record<string, AppSpec>>;
  /** Policy of every environment that does not say otherwise. */
  readonly defaults?: EnvironmentPolicySpec | undefined;
  /** Environments by name; `after` makes them a graph. */
  readonly environments: Readonly<Record<string, EnvironmentSpec>>;
}

/** The code repository. */
export interface SourceSpec {
  /** `owner/name` on GitHub. */
  readonly repo: string;
}

/** The manifests repository. */
export interface ManifestsSpec {
  /** `owner/name` on GitHub. */
  readonly repo: string;
  /** Branch that Flux reads. Default: `main`. */
  readonly baseBranch?: string | undefined;
  /** Folder of one slot; `{env}` and `{app}` are replaced, and both must appear. Default: `envs/{env}/{app}`. */
  readonly path?: string | undefined;
}

/** Values read from a Git repository: `values.yaml` in each folder, later folders win. */
export interface ConfigSourceSpec {
  /** The only source of this version. */
  readonly kind: "git";
  /** `owner/name` on GitHub. */
  readonly repo: string;
  /** Branch, tag or sha; `{env}` and `{app}` are replaced, so that a branch per environment works too. Default: `main`. */
  readonly ref?: string | undefined;
  /** Folders; `{env}` and `{app}` are replaced. A folder that does not exist adds nothing. */
  readonly paths: readonly string[];
}

/** A cluster that Flux runs in. */
export interface ClusterSpec {
  /** The Flux object that applies a slot on this cluster. Default: Kustomization `{app}` in `flux-system`. */
  readonly flux?: FluxObjectSpec | undefined;
}

/** Names a Flux object; `{env}` and `{app}` are replaced. */
export interface FluxObjectSpec {
  /** Default: `Kustomization`. */
  readonly kind?: string | undefined;
  /** Default: `flux-system`. */
  readonly namespace?: string | undefined;
  /** Default: `{app}`. */
  readonly name?: string | undefined;
}

/** An app. */
export interface AppSpec {
  /** Folder of the templates in the code repository. */
  readonly templates: string;
  /** Images by the name that the templates use. */
  readonly images: Readonly<Record<string, ImageSpec>>;
  /** Namespace of every resource that names none. Default: the templates' own. */
  readonly namespace?: string | undefined;
  /** Engines that make manifests of the templates, one after another. Default: plain YAML with placeholders. */
  readonly render?: readonly RenderStepSpec[] | undefined;
}

/**
 * One engine and its options, such as `{ engine: helm, chart: chart }`. `{env}` and `{app}` are replaced in every text.
 *
 * The options are those of the engine in `@gitops/manifest-renderer`; the promoter must be given the engine.
 */
export interface RenderStepSpec {
  /** Name of the engine: `plain`, `helm`, `kustomize`, `jsonnet`, or one of your own. */
  readonly engine: string;
  /** Options of the engine. */
  readonly [option: string]: unknown;
}

/** An image that CI builds. */
export interface ImageSpec {
  /** Repository without tag, such as `ghcr.io/acme/cart`. */
  readonly repository: string;
  /** Folder in the code repository that the image is built from. */
  readonly context: string;
  /** Further files or folders whose change makes a new image. Default: none. */
  readonly watch?: readonly string[] | undefined;
}

/** How an environment decides. */
export interface EnvironmentPolicySpec {
  /** Who merges: a person, or the promoter once every gate is open. Default: `manual`. */
  readonly merge?: "manual" | "auto" | undefined;
  /** How the promoter merges. The result is the same; state is in the tree, not in messages. Default: `merge`. */
  readonly mergeMethod?: "merge" | "squash" | undefined;
  /** What must be open before the promoter merges. Default: none. */
  readonly gates?: readonly GateSpec[] | undefined;
  /** Tests that run in the code repository after a deployment. Default: none. */
  readonly verify?: VerifySpec | undefined;
}

/** Somebody has to approve the pull request. */
export interface GateSpec {
  /** The only gate of this version. */
  readonly kind: "approval";
  /** How many people. Default: 1. */
  readonly count?: number | undefined;
}

/** Verification by workflows of the code repository. */
export interface VerifySpec {
  /** Names that must all succeed, each one commit status on the code commit. */
  readonly contexts: readonly string[];
  /** Logins whose statuses count. Default: `github-actions[bot]`. */
  readonly creators?: readonly string[] | undefined;
}

/** Every one of these environments must have succeeded first. */
export interface AfterAll {
  /** Names of environments. */
  readonly all: readonly string[];
}

/** Any one of these environments must have succeeded first. */
export interface AfterAny {
  /** Names of environments. */
  readonly any: readonly string[];
}

/** An environment. */
export interface EnvironmentSpec extends EnvironmentPolicySpec {
  /** Environments that must have succeeded first: all of the list, or all / any as written. Default: none, so releases start here. */
  readonly after?: readonly string[] | AfterAll | AfterAny | undefined;
  /** Clusters that read this environment's folders. */
  readonly clusters: readonly string[];
  /** Values that win over every config source. Default: none. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}
