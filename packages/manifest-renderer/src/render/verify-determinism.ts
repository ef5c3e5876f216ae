import { ok, safeTry } from "neverthrow";
import type { ResultAsync } from "neverthrow";

import { diffResources } from "../diff/diff-resources.ts";
import type { RenderError } from "../errors.ts";
import { formatResourceId } from "../resource/resource.ts";
import type { RenderRequest } from "./render-request.ts";
import { render } from "./render.ts";

/** An object that was another one the second time. */
export interface NondeterministicResource {
  /** The object, as `Kind.group namespace/name`. */
  readonly resource: string;
  /** Fields that differ, without their values; empty when the object was there only once. */
  readonly paths: readonly string[];
}

/**
 * Renders twice, without any cache, and names what differs.
 *
 * A chart that makes up a password or a certificate, or asks for the time, gives other manifests each time: every render
 * would then be a deployment.
 *
 * @returns the objects that differ; empty when both renders are equal. Errors are those of `render`.
 * @example
 * ```ts source="./verify-determinism.examples.ts#verifyDeterminism"
 * const differing = await verifyDeterminism(request);
 * const lines = differing.match(
 *   (resources) => resources.map(({ resource, paths }) => `${resource} changes each time: ${paths.join(", ")}`),
 *   (error) => [error.message],
 * );
 * ```
 */
export function verifyDeterminism(
  request: RenderRequest,
): ResultAsync<readonly NondeterministicResource[], RenderError> {
  const entries = Object.entries(request).filter(([name]) => name !== "cache");
  const uncached = Object.fromEntries(entries) as unknown as RenderRequest;
  return safeTry<readonly NondeterministicResource[], RenderError>(async function* () {
    const first = yield* render(uncached);
    const second = yield* render(uncached);
    return ok(
      diffResources(first.resources, second.resources).map(({ id, fields }) => ({
        resource: formatResourceId(id),
        paths: fields.map(({ path }) => path),
      })),
    );
  });
}
