import { errAsync } from "neverthrow";
import type { ResultAsync } from "neverthrow";

import type { RenderError } from "./errors.ts";
import { RenderRejectedError } from "./errors.ts";
import type { FileSet } from "./file-set.ts";
import type { GuardOptions } from "./guards/guard-options.ts";
import type { Limits } from "./limits.ts";
import type { ImageReference } from "./transforms/image-reference.ts";
import type { RenderedTree, TemplateSource } from "./tree/rendered-tree.ts";
import type { ConfigLayer } from "./values/config-layer.ts";
import type { PlaceholderSyntax } from "./values/placeholder-syntax.ts";

/** One app in one environment, and all that its manifests are made of. */
export interface RenderRequest {
  /** Name of the app, for example `cart`. */
  readonly app: string;
  /** Name of the environment, for example `dev`. */
  readonly environment: string;
  /** Template files; `.yaml`, `.yml` and `.json` are read, as Flux and kubectl do, the others are left alone. */
  readonly templates: FileSet;
  /** Images of the release. */
  readonly images: readonly ImageReference[];
  /** Configuration, lowest layer first: a later layer wins. */
  readonly layers: readonly ConfigLayer[];
  /** Commit of the templates, for the record. */
  readonly source: TemplateSource;
  /** Namespace of the objects that name none. Default: they stay without one. */
  readonly namespace?: string | undefined;
  /** Kinds of the cluster, as `Kind.group`, whose CustomResourceDefinition is not among the templates. Default none. */
  readonly clusterScopedKinds?: readonly string[];
  /** Syntaxes of placeholders. Default `${VAR}`, `#{VAR}#` and `__VAR__`. */
  readonly placeholders?: readonly PlaceholderSyntax[];
  /** What the guards do. Default: each stops the render. */
  readonly guards?: GuardOptions;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
}

/** Renders the manifests of one app in one environment. */
export function render(request: RenderRequest): ResultAsync<RenderedTree, RenderError> {
  return errAsync(new RenderRejectedError(`${request.app} in ${request.environment}`, []));
}
