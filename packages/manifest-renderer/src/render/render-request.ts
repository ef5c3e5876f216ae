import type { RenderCache } from "../cache/render-cache.ts";
import type { Engine, EngineStep } from "../engines/engine.ts";
import type { FileSet } from "../file-set.ts";
import type { GuardOptions } from "../guards/guard-options.ts";
import type { Policy } from "../guards/policy.ts";
import type { Limits } from "../limits.ts";
import type { Patch } from "../patches/patch.ts";
import type { SchemaPack } from "../schema/schema-pack.ts";
import type { Sealer } from "../secrets/sealer.ts";
import type { SecretValue } from "../secrets/secret-value.ts";
import type { ImagePath } from "../transforms/image-path.ts";
import type { ImageReference } from "../transforms/image-reference.ts";
import type { OutputLayout } from "../tree/layout.ts";
import type { TemplateSource } from "../tree/rendered-tree.ts";
import type { ConfigLayer } from "../values/config-layer.ts";
import type { PlaceholderSyntax } from "../values/placeholder-syntax.ts";

/** One app in one environment, and all that its manifests are made of. */
export interface RenderRequest {
  /** Name of the app, for example `cart`. */
  readonly app: string;
  /** Name of the environment, for example `dev`. */
  readonly environment: string;
  /** Template files, whatever the engines read; the plain engine reads `.yaml`, `.yml` and `.json`. */
  readonly templates: FileSet;
  /** Images of the release. */
  readonly images: readonly ImageReference[];
  /** Configuration, lowest layer first: a later layer wins. */
  readonly layers: readonly ConfigLayer[];
  /** Commit of the templates, for the record. */
  readonly source: TemplateSource;
  /** Namespace of the objects that name none. Default: they stay without one. */
  readonly namespace?: string | undefined;

  /** Engines that make manifests of the templates, one after another. Default: plain YAML with placeholders. */
  readonly chain?: readonly EngineStep[];
  /** Engines that the chain may name besides `plain`: `helm()`, `kustomize()`, `jsonnet()`, or your own. Default none. */
  readonly engines?: readonly Engine[];
  /** Syntaxes of placeholders of the plain engine. Default `${VAR}`, `#{VAR}#` and `__VAR__`. */
  readonly placeholders?: readonly PlaceholderSyntax[];
  /** Patches of the environment, applied in order to what the engines made. Default none. */
  readonly patches?: readonly Patch[];
  /** Labels for every object; they win over those of a template. Default none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations for every object; they win over those of a template. Default none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Fields of custom kinds that hold an image besides those of containers. Default none. */
  readonly imagePaths?: readonly ImagePath[];
  /** Kinds of the cluster, as `Kind.group`, whose CustomResourceDefinition is not among the templates. Default none. */
  readonly clusterScopedKinds?: readonly string[];

  /** Secret values by name, for `${secrets.NAME}`. They may reach the output only through the sealer. Default none. */
  readonly secrets?: Readonly<Record<string, SecretValue>>;
  /** Encrypts the Secrets that would be plain text. Default: such Secrets are refused. */
  readonly sealer?: Sealer;

  /** Schemas that the objects are held to: `kubernetesSchemas`, with those of your own kinds. Default: fields are not checked. */
  readonly schemas?: SchemaPack;
  /** Rules of your own. Default none. */
  readonly policies?: readonly Policy[];
  /** What the guards do. Default: see each of them. */
  readonly guards?: GuardOptions;

  /** Folders of the slot. Default: the manifests lie in the slot itself, and there are no high-level manifests. */
  readonly layout?: OutputLayout;
  /** Where the results of programs are kept. Default: nowhere. */
  readonly cache?: RenderCache;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
  /** Ends the render, and every program that it runs, at once. */
  readonly signal?: AbortSignal;
}
