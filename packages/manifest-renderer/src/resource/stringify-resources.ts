import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { LimitExceededError, ResourceUnwritableError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import { withDefaultLimits } from "../limits.ts";
import { TreeWriter } from "../yaml/tree-writer.ts";
import type { Resource } from "./resource.ts";
import { formatResourceId, resourceIdOf } from "./resource.ts";

/** Settings of {@link stringifyResources}. */
export interface StringifyResourcesOptions {
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
}

/**
 * Writes Kubernetes objects as one manifest, in the given order.
 *
 * kubectl and kustomize read back what was given, and equal objects give equal bytes: the keys are sorted behind those
 * that tell what a map is (`apiVersion`, `kind`, `metadata`, `name`, `namespace`, `spec`), and a string is quoted
 * wherever a reader could take it for something else.
 *
 * @returns the text, or `RESOURCE_UNWRITABLE` with the field that JSON cannot carry, or `LIMIT_EXCEEDED`.
 * @example
 * ```ts source="./stringify-resources.examples.ts#stringifyResources"
 * const settings = {
 *   apiVersion: "v1",
 *   kind: "ConfigMap",
 *   metadata: { name: "cart" },
 *   data: { MODE: "on", TAG: "1.10" },
 * };
 * const text = stringifyResources([settings]).unwrapOr(""); // MODE: "on" and TAG: "1.10", in quotes
 * ```
 */
export function stringifyResources(
  resources: readonly Resource[],
  options: StringifyResourcesOptions = {},
): Result<string, LimitExceededError | ResourceUnwritableError> {
  const limits = withDefaultLimits(options.limits);
  const documents: string[] = [];
  let written = 0;
  for (const resource of resources) {
    const subject = (): string => formatResourceId(resourceIdOf(resource));
    const writer = new TreeWriter({ subject, limits, written });
    const document = writer.write(resource);
    if (writer.problem !== undefined) return err(writer.problem);
    documents.push(document);
    written += document.length;
  }
  return ok(documents.join("---\n"));
}
