import { imagesOf } from "../transforms/container-images.ts";
import { parseImage } from "../transforms/image-reference.ts";
import type { Manifest } from "../tree/manifest.ts";
import type { Finding } from "./finding.ts";

/** Finds images without a digest: a registry may serve other bytes for the same tag tomorrow. */
export function findMutableImages(manifest: Manifest): readonly Finding[] {
  // Every field of an image has it in its name, or in the name of its parent.
  if (!manifest.text.includes("image")) return [];
  return imagesOf(manifest.resource).flatMap(({ path, image }): readonly Finding[] => {
    const parts = parseImage(image);
    if (parts?.digest !== undefined) return [];
    const problem = parts === undefined ? "is not an image reference" : "has no digest";
    const message = `the image ${JSON.stringify(image)} ${problem}; write repository:tag@sha256:…, or make it an image of the release`;
    return [{ code: "image/mutable", path, message }];
  });
}
