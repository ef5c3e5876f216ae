import type { Result } from "neverthrow";

import type { RenderError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import { withDefaultLimits } from "../limits.ts";
import { readResources } from "./read-resources.ts";
import type { Resource } from "./resource.ts";

/** Settings of {@link parseResources}. */
export interface ParseResourcesOptions {
  /** Name of the text in messages. Default `manifest`. */
  readonly file?: string;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
}

/**
 * Reads the Kubernetes objects of a manifest, as kustomize and so Flux would read them.
 *
 * Where kubectl and kustomize disagree with each other, or drop something in silence, it fails: duplicate keys, keys
 * that are not strings, tags, text behind `---`. Items of a `List` come one by one; documents without content are skipped.
 *
 * @returns the objects in their order, or `YAML_INVALID` with file, line and column, `RESOURCE_INVALID` for a
 * document that names no object, or `LIMIT_EXCEEDED`.
 * @example
 * ```ts source="./parse-resources.examples.ts#parseResources"
 * const names = parseResources(text, { file: "deploy/cart.yaml" }).match(
 *   (resources) => resources.map((resource) => formatResourceId(resourceIdOf(resource))),
 *   (error) => [error.message], // "deploy/cart.yaml:7:3: the key "image" stands twice in this map", the line, a caret
 * );
 * ```
 */
export function parseResources(
  text: string,
  options: ParseResourcesOptions = {},
): Result<readonly Resource[], RenderError> {
  const limits = withDefaultLimits(options.limits);
  return readResources({ file: options.file ?? "manifest", text }, { limits }).map(({ resources }) =>
    resources.map(({ resource }) => resource),
  );
}
