import type { EngineStep } from "@gitops/manifest-renderer";

import type { ImageSpec, PipelineSpec } from "./pipeline-spec.ts";

/** A checked pipeline, expanded into its slots. */
export interface Pipeline {
  /** What was written. */
  readonly spec: PipelineSpec;
  /** The manifests repository, `owner/name`. */
  readonly repository: string;
  /** The branch of it that Flux reads. */
  readonly baseBranch: string;
  /** Every slot, upstream before downstream. */
  readonly slots: readonly Slot[];
}

/** The smallest folder that the promoter owns: one app in one environment. */
export interface Slot {
  /** `<environment>/<app>`. */
  readonly id: string;
  /** Name of the environment. */
  readonly environment: string;
  /** Name of the app. */
  readonly app: string;
  /** Folder in the manifests repository. */
  readonly path: string;
  /** Branch that carries its proposals. */
  readonly branch: string;
  /** The Flux objects that report on it. */
  readonly targets: readonly Target[];
  /** Which slots must have succeeded first; none for a slot that takes new releases. */
  readonly upstream: Upstream;
  /** Environments that follow. */
  readonly next: readonly string[];
  /** How it decides. */
  readonly policy: SlotPolicy;
  /** What is rendered into it. */
  readonly template: SlotTemplate;
}

/** Slots that come before one. */
export interface Upstream {
  /** Whether all of them must have succeeded, or any one. */
  readonly need: "all" | "any";
  /** Slot ids. */
  readonly slots: readonly string[];
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

/** The policy of a slot with every default filled in. */
export interface SlotPolicy {
  /** Who merges. */
  readonly merge: "manual" | "auto";
  /** How the promoter merges. */
  readonly mergeMethod: "merge" | "squash";
  /** Approvals that the pull request needs; 0 for none. */
  readonly approvals: number;
  /** Names of verifications that must succeed. */
  readonly verifications: readonly string[];
  /** Logins whose verification counts. */
  readonly verifiers: readonly string[];
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

/** Values of a slot that come from a Git repository. */
export interface ConfigSource {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** Branch, tag or sha. */
  readonly ref: string;
  /** Folders whose `values.yaml` is read, lowest precedence first. */
  readonly paths: readonly string[];
}
