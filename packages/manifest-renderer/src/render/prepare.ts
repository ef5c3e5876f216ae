import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { DocumentMemo } from "../cache/document-memo.ts";
import { memoOf } from "../cache/document-memo.ts";
import type { Engine, EngineContext, EngineInput, EngineStep } from "../engines/engine.ts";
import { createPlainEngine } from "../engines/plain/plain.ts";
import type { FileInvalidError, LimitExceededError } from "../errors.ts";
import { checkFileSet } from "../file-set.ts";
import { assertGuardOptions } from "../guards/guard-options.ts";
import type { JsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import { withDefaultLimits } from "../limits.ts";
import type { FindSecrets } from "../secrets/find-secret-texts.ts";
import { createSecretSearch } from "../secrets/find-secret-texts.ts";
import type { ImageFields } from "../transforms/image-path.ts";
import { compileImagePaths } from "../transforms/image-path.ts";
import { builtInValues } from "../values/built-in-values.ts";
import type { MergedLayers } from "../values/merge-layers.ts";
import { mergeLayers } from "../values/merge-layers.ts";
import { mergeValues } from "../values/merge-values.ts";
import { defaultPlaceholders } from "../values/placeholder-syntax.ts";
import { Substitution } from "../values/substitution.ts";
import type { RenderRequest } from "./render-request.ts";

const PLAIN: readonly EngineStep[] = [{ engine: "plain" }];

/** A request, ready to run. */
export interface PreparedRender {
  /** Steps of the chain. */
  readonly chain: readonly EngineStep[];
  /** Engines that they may name. */
  readonly engines: readonly Engine[];
  /** What the first step gets. */
  readonly input: EngineInput;
  /** What all steps share. */
  readonly context: EngineContext;
  /** All limits. */
  readonly limits: Limits;
  /** Placeholders, and what became of them. */
  readonly substitution: Substitution;
  /** Configuration, without what is built in and without secrets. */
  readonly layers: MergedLayers;
  /** Values that stand below all configuration. */
  readonly builtIns: JsonObject;
  /** Declared fields of images, if any. */
  readonly imageFields: ImageFields | undefined;
  /** Finds the secrets of the request. */
  readonly findSecrets: FindSecrets;
  /** What was made of documents before, if that is kept. */
  readonly memo: DocumentMemo | undefined;
}

/** Checks the files of a request, and puts together what its chain needs. */
export function prepareRender(request: RenderRequest): Result<PreparedRender, FileInvalidError | LimitExceededError> {
  assertGuardOptions(request.guards ?? {});
  const limits = withDefaultLimits(request.limits);
  const checked = checkFileSet(request.templates, limits);
  if (checked.isErr()) return err(checked.error);

  const { app, environment, namespace, templates, images, placeholders = defaultPlaceholders } = request;
  const layers = mergeLayers(request.layers);
  const secrets = new Map(Object.entries(request.secrets ?? {}).map(([name, secret]) => [name, secret.reveal()]));
  const withSecrets = (values: JsonObject): JsonObject =>
    secrets.size === 0 ? values : mergeValues(values, { secrets: Object.fromEntries(secrets) });
  // Limits of the documents that were read before may have been others.
  const memo = request.cache === undefined || secrets.size > 0 ? undefined : memoOf(request.cache, limits);
  const builtIns = builtInValues(request);
  const sources = [...request.layers.map((layer) => layer.source), ...(secrets.size === 0 ? [] : ["secrets"])];
  const substitution = new Substitution(withSecrets(mergeValues(builtIns, layers.values)), sources, placeholders);
  return ok({
    chain: request.chain ?? PLAIN,
    engines: [createPlainEngine(substitution, placeholders, memo), ...(request.engines ?? [])],
    input: {
      app,
      environment,
      namespace,
      files: templates,
      resources: [],
      values: withSecrets(layers.values),
      images,
    },
    context: { limits, signal: request.signal, secrets: [...secrets.values()] },
    limits,
    substitution,
    layers,
    builtIns,
    imageFields: request.imagePaths === undefined ? undefined : compileImagePaths(request.imagePaths),
    findSecrets: createSecretSearch(secrets),
    memo,
  });
}
