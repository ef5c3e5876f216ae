import { err, ok, type Result } from "neverthrow";
import * as v from "valibot";

import { PipelineInvalidError, type PipelineProblem } from "../errors.ts";
import { pipelineProblems } from "./check/pipeline-problems.ts";
import type { Problem } from "./check/problem.ts";
import { expandPipeline } from "./expand/expand-pipeline.ts";
import type { Pipeline } from "./pipeline.ts";
import type { PipelineSpec } from "./pipeline-spec.ts";
import { pipelineSchema } from "./schema/pipeline-schema.ts";
import { shapeProblems } from "./schema/shape-problems.ts";

/**
 * Checks a pipeline written in TypeScript and expands it into its slots.
 *
 * @returns the pipeline, or `PIPELINE_INVALID` with every problem at once.
 * @example
 * ```ts source="./define-pipeline.examples.ts#definePipeline_basic"
 * export const pipeline = definePipeline({
 *   version: 1,
 *   name: "shop",
 *   source: { repo: "acme/shop" },
 *   manifests: { repo: "acme/shop-manifests", path: "envs/{env}/{app}" },
 *   clusters: { dev: {}, "prod-eu": {}, "prod-us": {} },
 *   apps: {
 *     cart: { templates: "deploy/cart", images: { cart: { repository: "ghcr.io/acme/cart", context: "cart" } } },
 *   },
 *   environments: {
 *     dev: { clusters: ["dev"], merge: "auto" },
 *     prod: { after: ["dev"], clusters: ["prod-eu", "prod-us"], merge: "auto", gates: [{ kind: "approval" }] },
 *   },
 * });
 * ```
 */
export function definePipeline(spec: PipelineSpec): Result<Pipeline, PipelineInvalidError> {
  return checkPipeline(spec, { file: "pipeline", locate: () => undefined });
}

/** Where the values of a pipeline were written. */
interface Source {
  readonly file: string;
  readonly locate: (
    path: readonly (string | number)[],
  ) => { readonly line: number; readonly column: number } | undefined;
}

/**
 * Checks anything that may be a pipeline.
 *
 * @internal
 */
export function checkPipeline(input: unknown, { file, locate }: Source): Result<Pipeline, PipelineInvalidError> {
  const parsed = v.safeParse(pipelineSchema, input);
  const names = inheritedNames(input, []);
  const shape = parsed.success ? pipelineProblems(parsed.output) : parsed.issues.flatMap(shapeProblems);
  const problems = [...names, ...shape];
  if (parsed.success && problems.length === 0) return ok(expandPipeline(parsed.output));
  const located = problems.map(({ message, path }): PipelineProblem => {
    const place = locate(path);
    return { message, path, line: place?.line, column: place?.column };
  });
  return err(new PipelineInvalidError(file, located.sort(inOrderOfTheFile)));
}

/** Names that every object has are passed over by validators, and would be missed without a word. */
function inheritedNames(value: unknown, path: Problem["path"]): readonly Problem[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key in Object.prototype || key === "prototype"
      ? [{ path: [...path, key], message: "cannot be used as a name" }]
      : []),
    ...inheritedNames(inner, [...path, key]),
  ]);
}

function inOrderOfTheFile(one: PipelineProblem, other: PipelineProblem): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
