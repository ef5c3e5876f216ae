import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { ResourceUnwritableError } from "../errors.ts";
import { DuplicateResourceError, LimitExceededError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import type { ResourceId } from "../resource/resource.ts";
import { formatResourceId, resourceIdOf, resourceKey } from "../resource/resource.ts";
import { stringifyResources } from "../resource/stringify-resources.ts";
import { manifestPaths } from "./manifest-path.ts";

/** A resource with the file that it is written to. */
export interface Manifest extends LocatedResource {
  /** The object. */
  readonly id: ResourceId;
  /** Path relative to the slot. */
  readonly path: string;
  /** Text of the file. */
  readonly text: string;
}

/** Writes one file for each resource, in the order of the paths; refuses two resources that describe the same object. */
export function writeManifests(
  resources: readonly LocatedResource[],
  limits: Limits,
): Result<readonly Manifest[], DuplicateResourceError | LimitExceededError | ResourceUnwritableError> {
  const ids = resources.map(({ resource }) => resourceIdOf(resource));
  const paths = manifestPaths(ids);
  const byObject = new Map<string, LocatedResource>();
  const manifests: Manifest[] = [];
  let left = limits.maxOutputBytes;
  for (const [index, located] of resources.entries()) {
    const id = ids[index] ?? resourceIdOf(located.resource);
    const first = byObject.get(resourceKey(id));
    if (first !== undefined) {
      return err(new DuplicateResourceError(formatResourceId(id), [first.origin, located.origin]));
    }
    byObject.set(resourceKey(id), located);

    const written = located.sealedText ?? stringifyResources([located.resource], { limits });
    if (typeof written !== "string" && written.isErr()) return err(written.error);
    const text = typeof written === "string" ? written : written.value;
    left -= Buffer.byteLength(text);
    if (left < 0) return err(new LimitExceededError("maxOutputBytes", limits.maxOutputBytes, "the output"));
    manifests.push({ ...located, id, path: paths[index] ?? "", text });
  }
  return ok(manifests.sort((a, b) => (a.path < b.path ? -1 : 1)));
}
