import type { EnvironmentPolicySpec, EnvironmentSpec } from "./environment-spec.ts";
import type { ManifestsSpec } from "./manifests-spec.ts";

/** What a person writes in `.gitops/pipeline.yaml`, or hands to {@link definePipeline}. */
export interface PipelineSpec {
  /** Version of this format. */
  readonly version: 1;
  /** Name of the pipeline, for people. */
  readonly name: string;
  /** Code repository that apps are built from, unless an app names its own. */
  readonly source: SourceSpec;
  /** Repository, branch and folders that Flux reads. */
  readonly manifests: ManifestsSpec;
  /** Where configuration comes from, lowest precedence first. Default: none. */
  readonly config?: readonly ConfigSourceSpec[] | undefined;
  /** Clusters by name: the name that Flux events arrive under. */
  readonly clusters: Readonly<Record<string, ClusterSpec>>;
  /** Apps by name. An app is what is released, approved and rolled back as one. */
  readonly apps: Readonly<Record<string, AppSpec>>;
  /** Policy of every environment that does not say otherwise. */
  readonly defaults?: EnvironmentPolicySpec | undefined;
  /** Environments by name; `after` makes them a graph. */
  readonly environments: Readonly<Record<string, EnvironmentSpec>>;
  /** What is refused before it becomes a pull request. Default: see each guard. */
  readonly guards?: GuardsSpec | undefined;
}

/** A code repository. */
export interface SourceSpec {
  /** `owner/name` on GitHub. */
  readonly repo: string;
  /** Branches that releases may come from; `*` stands for any text but `/`. Default: any commit. */
  readonly branches?: readonly string[] | undefined;
}

/** Where configuration comes from. */
export type ConfigSourceSpec = GitConfigSpec | GitHubEnvironmentConfigSpec | InlineConfigSpec;

/** Values and patches read from a Git repository; later folders win. */
export interface GitConfigSpec {
  /** Names this kind of source. */
  readonly kind: "git";
  /** `owner/name` on GitHub, with placeholders. */
  readonly repo: string;
  /** Branch, tag or sha; `{env}` and the other placeholders are replaced, so that a branch per environment works too. Default: `main`. */
  readonly ref?: string | undefined;
  /**
   * Folders, with placeholders. Each may hold `values.yaml` and a folder `patches`. A folder that does not exist adds
   * nothing, nor does one with a placeholder that has no value there, such as `{wave}` in an environment without waves.
   */
  readonly paths: readonly string[];
}

/** Variables of a GitHub environment of the code repository. Secrets cannot be read by API. */
export interface GitHubEnvironmentConfigSpec {
  /** Names this kind of source. */
  readonly kind: "github-environment";
  /** Name of the GitHub environment, with placeholders. Default: `{env}`. */
  readonly name?: string | undefined;
  /** Names of the variables that are taken. Default: all. */
  readonly variables?: readonly string[] | undefined;
}

/** Values written in the pipeline itself. */
export interface InlineConfigSpec {
  /** Names this kind of source. */
  readonly kind: "inline";
  /** The values. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** A cluster that Flux runs in. */
export interface ClusterSpec {
  /** Labels by which environments and waves choose clusters. Default: none. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** The Flux object that applies a slot on this cluster. Default: Kustomization `{app}` in `flux-system`. */
  readonly flux?: FluxObjectSpec | undefined;
}

/** Names a Flux object; `{env}`, `{app}`, `{cluster}`, `{wave}` and `{namespace}` are replaced. */
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
  /** Code repository of this app. Default: `source` of the pipeline. */
  readonly source?: SourceSpec | undefined;
  /** Folder of the templates in the code repository. */
  readonly templates: string;
  /** Images by the name that the templates use. */
  readonly images: Readonly<Record<string, ImageSpec>>;
  /** Namespace of every resource that names none. Default: the templates' own. */
  readonly namespace?: string | undefined;
  /** Engines that make manifests of the templates, one after another. Default: plain YAML with placeholders. */
  readonly render?: readonly RenderStepSpec[] | undefined;
  /** Apps that go first in every environment that has them. Default: none. */
  readonly dependsOn?: readonly string[] | undefined;
  /** Environments that the app is deployed to. Default: all. */
  readonly environments?: readonly string[] | undefined;
}

/**
 * One engine and its options, such as `{ engine: helm, chart: chart }`. Placeholders are replaced in every text.
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

/** What is refused before it becomes a pull request. */
export interface GuardsSpec {
  /** Lets a render without any object through: with `prune`, Flux would delete the app. Default: false. */
  readonly allowEmpty?: boolean | undefined;
  /** How much of a slot one proposal may delete: files, or a share such as `"50%"`. Default: `"50%"`. */
  readonly maxDeletedObjects?: number | string | undefined;
  /** Kinds that may not be deployed at all, such as `Secret`. Default: none; a Secret in plain text is refused in any case. */
  readonly forbidKinds?: readonly string[] | undefined;
  /** `digest`: every image names its digest. `not-latest`: a tag will do, but not `latest`. `false`: anything. Default: `digest`. */
  readonly immutableImages?: "digest" | "not-latest" | false | undefined;
  /** What to do with a folder that holds files and no release lock. Default: `refuse`. */
  readonly unmanagedPaths?: "refuse" | "adopt" | undefined;
}
