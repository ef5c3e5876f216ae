import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import { DuplicateResourceError, LimitExceededError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import type { ResourceId } from "../resource/resource.ts";
import { formatResourceId, resourceKey } from "../resource/resource.ts";
import { manifestPaths } from "./manifest-path.ts";

/** A resource as the text of its file. */
export interface WrittenResource extends LocatedResource {
  /** The object. */
  readonly id: ResourceId;
  /** Text of the file. */
  readonly text: string;
  /** `sha256:` digest of the text. */
  readonly digest: string;
}

/** A resource with the file that it is written to. */
export interface Manifest extends WrittenResource {
  /** Path relative to the folder of the manifests. */
  readonly path: string;
}

/** Gives each resource its file, in the order of the paths; refuses two resources that describe the same object. */
export function toManifests(
  resources: readonly WrittenResource[],
  limits: Limits,
): Result<readonly Manifest[], DuplicateResourceError | LimitExceededError> {
  const paths = manifestPaths(resources.map(({ id }) => id));
  const byObject = new Map<string, LocatedResource>();
  const manifests: Manifest[] = [];
  let left = limits.maxOutputBytes;
  for (const [index, written] of resources.entries()) {
    const key = resourceKey(written.id);
    const first = byObject.get(key);
    if (first !== undefined) {
      return err(new DuplicateResourceError(formatResourceId(written.id), [first.origin, written.origin]));
    }
    byObject.set(key, written);
    left -= Buffer.byteLength(written.text);
    if (left < 0) return err(new LimitExceededError("maxOutputBytes", limits.maxOutputBytes, "the output"));
    manifests.push({ ...written, path: paths[index] ?? "" });
  }
  return ok(manifests.sort((a, b) => (a.path < b.path ? -1 : 1)));
}
