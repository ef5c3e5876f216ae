import type { JsonObject } from "../../json.ts";
import type { EngineStep } from "../engine.ts";

/** Dotted paths in the values of a chart that get the parts of an image; each part is a string. */
export interface HelmImagePaths {
  /** Gets the registry, for example `ghcr.io`; `repository` then goes without it. */
  readonly registry?: string;
  /** Gets the repository, for example `ghcr.io/acme/cart`. */
  readonly repository?: string;
  /** Gets the tag; `""` when the image has none. */
  readonly tag?: string;
  /** Gets the digest, for example `sha256:…`; `""` when the image has none. */
  readonly digest?: string;
}

/**
 * A step that renders a Helm chart.
 *
 * Values are laid over each other: those of the chart, `valuesFiles` in their order, `values`, the configuration of the
 * environment, and `imageValues` on top. A null takes a key of a lower layer away.
 *
 * @see https://helm.sh/docs/helm/helm_template/
 */
export interface HelmStep extends EngineStep {
  /** Name of the engine. */
  readonly engine: "helm";
  /**
   * Folder of the chart, or its archive (`.tgz`), in the files. Default `.`. Its dependencies must lie in `charts/`. The schema of its values may
   * refer to itself only; when the chart or a dependency is an archive, schemas are not applied.
   */
  readonly chart?: string;
  /** Name of the release. Default: the name of the app. */
  readonly releaseName?: string;
  /** Namespace of the release. Default: the namespace of the request, else `default`. */
  readonly namespace?: string;
  /** Version of Kubernetes in `.Capabilities`. Default {@link DEFAULT_KUBE_VERSION}, whatever version Helm would take. */
  readonly kubeVersion?: string;
  /** API versions in `.Capabilities`, beside the built-in ones, for example `monitoring.coreos.com/v1`. Default none. */
  readonly apiVersions?: readonly string[];
  /** Values files in the files, lowest first. Default none. */
  readonly valuesFiles?: readonly string[];
  /** Values of the step. Integers from one million on are printed as `1e+06` by most charts: write them as strings. */
  readonly values?: JsonObject;
  /** Dotted name of the map in the configuration that the chart gets. Default: the whole configuration. */
  readonly configKey?: string;
  /** For each image of the release, the path in the values that gets its reference, or the paths of its parts. Default none. */
  readonly imageValues?: Readonly<Record<string, HelmImagePaths | string>>;
  /** Whether the chart also gets `app`, `environment`, `namespace` and `images`, below all other values. Default false. */
  readonly builtInValues?: boolean;
  /** Whether the CustomResourceDefinitions in `crds/` are rendered. Default true. */
  readonly includeCRDs?: boolean;
  /** What becomes of tests of the chart. Default `drop`. */
  readonly tests?: "drop" | "keep";
  /** What becomes of hooks: nothing runs them in a rendered tree. Default `keep`, for a guard to see them. */
  readonly hooks?: "drop" | "keep";
}

/** Version of Kubernetes that charts are rendered for when a step names none. */
export const DEFAULT_KUBE_VERSION = "1.35.0";
