import { err, ok, safeTry } from "neverthrow";
import type { Result, ResultAsync } from "neverthrow";

import type { Diagnostic } from "../diagnostic.ts";
import { runChain } from "../engines/run-chain.ts";
import type { RenderError } from "../errors.ts";
import { LayoutInvalidError, RenderRejectedError } from "../errors.ts";
import { applyGuardOptions } from "../guards/apply-guard-options.ts";
import { checkRender } from "../guards/check-render.ts";
import { applyPatches } from "../patches/apply-patches.ts";
import { mergeValues } from "../values/merge-values.ts";
import { invalidImages } from "../transforms/set-images.ts";
import { checkFileLeaks } from "../secrets/check-leaks.ts";
import { maskDeep } from "../secrets/mask-secrets.ts";
import { highLevelFiles } from "../tree/high-level.ts";
import { layoutProblem } from "../tree/layout.ts";
import { toManifests } from "../tree/manifest.ts";
import type { RenderedTree } from "../tree/rendered-tree.ts";
import { toRenderedTree } from "../tree/rendered-tree.ts";
import { finishResources } from "./finish-resources.ts";
import { inputDigest } from "./input-digest.ts";
import { prepareRender } from "./prepare.ts";
import type { RenderRequest } from "./render-request.ts";

/**
 * Renders the manifests of one app in one environment.
 *
 * The engines of the chain make resources of the templates. Then come patches, the removal of fields that only the API
 * server writes, labels, annotations, namespace and images; Secrets are sealed, leaked secrets looked for, and the guards
 * asked. Each object becomes one file. Equal requests give equal bytes.
 *
 * @returns the tree of the slot, or an error that names file and line. `RENDER_REJECTED` lists everything that guards
 * and placeholders found. `YAML_INVALID`, `RESOURCE_INVALID`, `RESOURCE_DUPLICATE`, `RESOURCE_UNWRITABLE`, `FILE_INVALID`,
 * `LIMIT_EXCEEDED`, `PATCH_INVALID`, `LAYOUT_INVALID` and `SEAL_FAILED` are about the input; `STEP_INVALID`, `ENGINE_MISSING`,
 * `ENGINE_FAILED`, `ENGINE_TIMEOUT`, `TEMPLATE_UNSAFE`, `SEALED_RESOURCE_CHANGED` and `RENDER_ABORTED` about the chain.
 * @throws TypeError when one of `imagePaths` is no path, or `guards` names a guard or an action that does not exist.
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
  const checked = prepareRender(request);
  const secrets = Object.values(request.secrets ?? {}).map((secret) => secret.reveal());
  return renderChecked(request, checked)
    .map((tree) => ({ ...tree, diagnostics: maskDeep(tree.diagnostics, secrets) }))
    .mapErr((error) => maskDeep(error, secrets));
}

function renderChecked(
  request: RenderRequest,
  checked: ReturnType<typeof prepareRender>,
): ResultAsync<RenderedTree, RenderError> {
  return safeTry<RenderedTree, RenderError>(async function* () {
    const { images, namespace, layout, guards = {} } = request;
    const problem = layout === undefined ? undefined : layoutProblem(layout);
    if (problem !== undefined) return err(new LayoutInvalidError(problem));
    const prepared = yield* checked;
    const { chain, engines, input, context, limits, substitution, layers } = prepared;

    const made = yield* runChain({ chain, engines, input, context, cache: request.cache });
    const early = [...invalidImages(images), ...applyGuardOptions(made.findings, guards)];
    yield* rejectErrors(request, early);

    const patched = yield* applyPatches(made.resources, request.patches ?? [], { namespace, limits });
    const finished = yield* finishResources(patched, request, prepared);
    const manifests = yield* toManifests(finished.written, limits);
    const isUsed = (name: string): boolean => finished.matched.has(name) || substitution.usesImage(name);
    const unmatchedImages = images.filter(({ name }) => !isUsed(name));
    const report = {
      matched: images.map(({ name }) => name).filter(isUsed),
      unmatched: unmatchedImages.map(({ name }) => name),
    };
    const whole = { resourceCount: manifests.length, unmatchedImages };
    const diagnostics = [...early, ...checkRender(whole, guards), ...finished.findings];
    yield* rejectErrors(request, diagnostics);

    const beside = new Map<string, string>();
    if (layout !== undefined) {
      const high = highLevelFiles(made.files, mergeValues(prepared.builtIns, layers.values));
      yield* rejectErrors(request, checkFileLeaks(high.files, prepared.findSecrets));
      for (const [path, text] of high.files) beside.set(`${layout.highLevel}/${path}`, text);
      diagnostics.push(...high.findings);
    }
    return ok(
      toRenderedTree({
        source: request.source,
        images,
        report,
        manifests,
        lowLevel: layout?.lowLevel ?? "",
        beside,
        engines: made.identities,
        valueSources: layers.sources,
        input: inputDigest(request, layers.values, made.identities),
        diagnostics,
      }),
    );
  });
}

function rejectErrors(
  { app, environment }: RenderRequest,
  diagnostics: readonly Diagnostic[],
): Result<void, RenderRejectedError> {
  const refused = diagnostics.some(({ severity }) => severity === "error");
  return refused ? err(new RenderRejectedError(`${app} in ${environment}`, diagnostics)) : ok();
}
