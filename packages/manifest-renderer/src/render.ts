import { err, ok, ResultAsync, safeTry } from "neverthrow";
import type { Result } from "neverthrow";

import type { Diagnostic } from "./diagnostic.ts";
import { renderPlain } from "./engines/plain.ts";
import type { RenderError } from "./errors.ts";
import { RenderRejectedError } from "./errors.ts";
import type { FileSet } from "./file-set.ts";
import { checkGuards } from "./guards/check-guards.ts";
import type { GuardOptions } from "./guards/guard-options.ts";
import type { Limits } from "./limits.ts";
import { withDefaultLimits } from "./limits.ts";
import { scopeOf } from "./resource/scope.ts";
import type { ImageReference } from "./transforms/image-reference.ts";
import { invalidImages, setImages } from "./transforms/set-images.ts";
import { setNamespace } from "./transforms/set-namespace.ts";
import { writeManifests } from "./tree/manifest.ts";
import type { RenderedTree, TemplateSource } from "./tree/rendered-tree.ts";
import { toRenderedTree } from "./tree/rendered-tree.ts";
import { builtInValues } from "./values/built-in-values.ts";
import type { ConfigLayer } from "./values/config-layer.ts";
import { mergeValues } from "./values/merge-values.ts";
import type { PlaceholderSyntax } from "./values/placeholder-syntax.ts";
import { defaultPlaceholders } from "./values/placeholder-syntax.ts";
import { Substitution } from "./values/substitution.ts";

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

/**
 * Renders the manifests of one app in one environment.
 *
 * Templates are read as kustomize reads them, placeholders are replaced in parsed scalars, and the images and the
 * namespace of the request are put in. Each object becomes one file. Equal requests give equal bytes.
 *
 * @returns the tree of the slot, or an error that names file and line. `RENDER_REJECTED` lists everything that guards
 * and placeholders found; the other codes are `YAML_INVALID`, `RESOURCE_INVALID`, `RESOURCE_DUPLICATE`,
 * `RESOURCE_UNWRITABLE`, `FILE_INVALID` and `LIMIT_EXCEEDED`.
 * @example
 * ```ts source="./render.examples.ts#render"
 * const tree = await render({
 *   app: "cart",
 *   environment: "dev",
 *   namespace: "shop",
 *   templates: new Map([["deployment.yaml", deployment]]), // with `image: cart` and `replicas: "${replicas:int}"`
 *   images: [{ name: "cart", reference: `ghcr.io/acme/cart:1.4.2@${digest}` }],
 *   layers: [
 *     { source: "common", values: { replicas: 1 } },
 *     { source: "dev", values: { replicas: 2 } },
 *   ],
 *   source: { repository: "acme/shop", sha: "7c3f0e1c5f7d4b0d8f6a2b9e4c1d3a5f7b9c0d1e" },
 * });
 * const lines = tree.match(
 *   ({ files }) => [...files.keys()], // ["shop/deployment.apps_cart.yaml"]
 *   (error) => [error.code, error.message],
 * );
 * ```
 */
export function render(request: RenderRequest): ResultAsync<RenderedTree, RenderError> {
  return new ResultAsync(Promise.resolve(renderInProcess(request)));
}

function renderInProcess(request: RenderRequest): Result<RenderedTree, RenderError> {
  const { images, namespace, placeholders = defaultPlaceholders, guards = {} } = request;
  const limits = withDefaultLimits(request.limits);
  const values = request.layers.reduce((lower, layer) => mergeValues(lower, layer.values), builtInValues(request));
  const sources = request.layers.map((layer) => layer.source);
  const substitution = new Substitution(values, sources, placeholders);

  return safeTry(function* () {
    const rendered = yield* renderPlain({ templates: request.templates, substitution, syntaxes: placeholders, limits });
    const early = [...invalidImages(images), ...substitution.findings, ...rendered.findings];
    yield* rejectErrors(request, early);

    const templates = rendered.resources.map(({ resource }) => resource);
    const isClusterScoped = scopeOf(templates, request.clusterScopedKinds ?? []);
    const { resources, matched, findings } = setImages(rendered.resources, images);
    const manifests = yield* writeManifests(setNamespace(resources, namespace, isClusterScoped), limits);
    const unmatchedImages = images.filter(({ name }) => !matched.has(name) && !substitution.usesImage(name));
    const guarded = checkGuards({ manifests, unmatchedImages, namespace, isClusterScoped }, guards);
    const diagnostics = [...early, ...findings, ...guarded];
    yield* rejectErrors(request, diagnostics);
    return ok(toRenderedTree(request, manifests, diagnostics));
  });
}

function rejectErrors(
  { app, environment }: RenderRequest,
  diagnostics: readonly Diagnostic[],
): Result<void, RenderRejectedError> {
  const refused = diagnostics.some(({ severity }) => severity === "error");
  return refused ? err(new RenderRejectedError(`${app} in ${environment}`, diagnostics)) : ok();
}
