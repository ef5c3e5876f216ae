import type { Resource } from "../resource/resource.ts";
import { imagesOf } from "../transforms/container-images.ts";
import { isSecret } from "./mask-fields.ts";

/** The image of one container before and after. */
export interface ImageChange {
  /** Place of the image, for example `spec.template.spec.containers[name=cart].image`. */
  readonly path: string;
  /** Image before; undefined when the container was not there. */
  readonly before: string | undefined;
  /** Image after; undefined when the container is no longer there. */
  readonly after: string | undefined;
}

/** Lists the images that come, go or change, in the order of their places. */
export function imageChanges(before: Resource | undefined, after: Resource | undefined): readonly ImageChange[] {
  const [old, next] = [imagesByPath(before), imagesByPath(after)];
  return [...new Set([...old.keys(), ...next.keys()])]
    .sort()
    .map((path) => ({ path, before: old.get(path), after: next.get(path) }))
    .filter((image) => image.before !== image.after);
}

function imagesByPath(resource: Resource | undefined): ReadonlyMap<string, string> {
  // Whatever a Secret holds, it is not shown.
  if (resource === undefined || isSecret(resource)) return new Map();
  return new Map(imagesOf(resource).map(({ path, image }) => [path, image]));
}
