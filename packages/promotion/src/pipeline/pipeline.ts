import type { EngineStep } from "@gitops/manifest-renderer";

import type { SlotPolicy } from "./policy.ts";
import type { ImageSpec, PipelineSpec } from "./pipeline-spec.ts";

/** A checked pipeline, expanded into its slots. */
export interface Pipeline {
  /** What was written. */
  readonly spec: PipelineSpec;
  /** The manifests repository, `owner/name`: it also holds submitted releases, and what people ordered. */
  readonly repository: string;
  /** Every slot, upstream before downstream. */
  readonly slots: readonly Slot[];
  /** Every track, in the order of their first slots. */
  readonly tracks: readonly Track[];
  /** Names of the environments, upstream before downstream. */
  readonly environments: readonly string[];
}

/** The smallest folder that the promoter owns: one app in one environment, or in one wave or on one cluster of it. */
export interface Slot {
  /** `<environment>/<app>`, with `@<part>` behind it where there is a part. Locks carry it, so it must not change by itself. */
  readonly id: string;
  /** Name of the environment. */
  readonly environment: string;
  /** Name of the app. */
  readonly app: string;
  /**
   * Wave or cluster that tells the slots of an app in an environment apart; undefined where the path names neither. A cluster
   * is in one wave, so where the path names both it is the cluster.
   */
  readonly part: string | undefined;
  /** Manifests repository, `owner/name`. */
  readonly repository: string;
  /** Branch that Flux reads. */
  readonly baseBranch: string;
  /** Folder in the manifests repository. */
  readonly path: string;
  /** Folder of the high-level manifests; undefined when none are written. */
  readonly highLevelPath: string | undefined;
  /** Code repository of the app, `owner/name`. */
  readonly source: string;
  /** Id of the track that carries its proposals. */
  readonly track: string;
  /** The Flux objects that report on it. */
  readonly targets: readonly Target[];
  /** What must have succeeded first; undefined for a slot that takes new releases. */
  readonly upstream: Upstream | undefined;
  /** Slots of other apps of the environment, and of the same part, that go first. */
  readonly dependencies: readonly string[];
  /** Environments that have the app and follow, also through others that do not have it. */
  readonly next: readonly string[];
  /** How it decides. */
  readonly policy: SlotPolicy;
  /** What is rendered into it. */
  readonly template: SlotTemplate;
}

/** One pull request at a time, which carries the slots of one repository and branch that belong together. */
export interface Track {
  /** Names the track: the id of its only slot, or environment and what its slots share. */
  readonly id: string;
  /** Manifests repository, `owner/name`. */
  readonly repository: string;
  /** Branch that the pull request goes to. */
  readonly baseBranch: string;
  /** Branch that carries the proposal: no track's branch is a folder of another's. */
  readonly branch: string;
  /** Slot ids, in the order of the pipeline. */
  readonly slots: readonly string[];
  /** How its proposals are committed. */
  readonly commits: "git" | "signed";
}

/** Where a release must run successfully before it may come: slots of one environment or wave, or several of these. */
export type Upstream = UpstreamSlots | UpstreamAll | UpstreamAny;

/** Slots that must all run the release. */
export interface UpstreamSlots {
  /** Slot ids. */
  readonly slots: readonly string[];
}

/** Every one of these. */
export interface UpstreamAll {
  /** What must hold, all of it. */
  readonly all: readonly Upstream[];
}

/** Any one of these. */
export interface UpstreamAny {
  /** What must hold, any of it. */
  readonly any: readonly Upstream[];
}

/** One Flux object on one cluster that applies a slot. */
export interface Target {
  /** Name in commit status contexts: the cluster. */
  readonly name: string;
  /** Name of the cluster. */
  readonly cluster: string;
  /** Flux kind, such as `Kustomization`. */
  readonly kind: string;
  /** Namespace of the Flux object. */
  readonly namespace: string;
  /** Name of the Flux object. */
  readonly objectName: string;
}

/** What is rendered into a slot. */
export interface SlotTemplate {
  /** Folder of the templates in the code repository. */
  readonly path: string;
  /** Images by name. */
  readonly images: Readonly<Record<string, ImageSpec>>;
  /** Namespace of resources that name none. */
  readonly namespace: string | undefined;
  /** Engines and their options, with their placeholders replaced; undefined for plain YAML. */
  readonly render: readonly EngineStep[] | undefined;
  /** Config sources with their placeholders replaced, lowest precedence first. */
  readonly config: readonly ConfigSource[];
  /** Values of the environment itself, highest precedence. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Where configuration of a slot comes from. */
export type ConfigSource = GitConfigSource | GitHubEnvironmentConfigSource | InlineConfigSource;

/** Values and patches that come from a Git repository. */
export interface GitConfigSource {
  /** Names this kind of source. */
  readonly kind: "git";
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** Branch, tag or sha. */
  readonly ref: string;
  /** Folders whose `values.yaml` and `patches` are read, lowest precedence first. */
  readonly paths: readonly string[];
}

/** Variables of a GitHub environment. */
export interface GitHubEnvironmentConfigSource {
  /** Names this kind of source. */
  readonly kind: "github-environment";
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** Name of the GitHub environment. */
  readonly environment: string;
  /** Names of the variables that are taken; undefined for all. */
  readonly variables: readonly string[] | undefined;
}

/** Values written in the pipeline. */
export interface InlineConfigSource {
  /** Names this kind of source. */
  readonly kind: "inline";
  /** The values. */
  readonly values: Readonly<Record<string, unknown>>;
}
