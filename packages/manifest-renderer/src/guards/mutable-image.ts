import { imagesOf } from "../transforms/container-images.ts";
import type { ImageFields } from "../transforms/image-path.ts";
import { parseImage } from "../transforms/image-reference.ts";
import type { WrittenResource } from "../tree/manifest.ts";
import type { Finding } from "../diagnostic.ts";

/** Finds images without a digest: a registry may serve other bytes for the same tag tomorrow. */
export function findMutableImages(manifest: WrittenResource, declared?: ImageFields): readonly Finding[] {
  // Every field of an image has it in its name, or in the name of its parent, unless a request declares others.
  if (declared === undefined && !manifest.text.includes("image")) return [];
  return imagesOf(manifest.resource, declared).flatMap(({ path, image }): readonly Finding[] => {
    const parts = parseImage(image);
    if (parts?.digest !== undefined) return [];
    const problem = parts === undefined ? "is not an image reference" : "has no digest";
    const message = `the image ${JSON.stringify(image)} ${problem}; write repository:tag@sha256:…, or make it an image of the release`;
    return [{ code: "image/mutable", path, message }];
  });
}
