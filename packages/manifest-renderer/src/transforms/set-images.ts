import type { Diagnostic } from "../diagnostic.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { formatResourceId, resourceIdOf } from "../resource/resource.ts";
import type { ContainerImage } from "./container-images.ts";
import { mapImages } from "./container-images.ts";
import { indexImages } from "./image-candidates.ts";
import type { ImageFields } from "./image-path.ts";
import type { ImageReference } from "./image-reference.ts";
import { parseImage } from "./image-reference.ts";

/** A resource with the images of the release. */
export interface SetImage {
  /** The resource; the same object when no image of it changes. */
  readonly located: LocatedResource;
  /** Names of the images that it uses. */
  readonly matched: readonly string[];
  /** Images for which two of the release could stand. */
  readonly findings: readonly Diagnostic[];
}

/** Puts the references of the release into one resource. */
export type ImageSetter = (located: LocatedResource) => SetImage;

/**
 * Makes the function that puts the references of the release in place of the images that a template writes.
 *
 * A template writes the name of an image (`cart`) or its repository (`ghcr.io/acme/cart`), with or without a tag;
 * `nginx` and `docker.io/library/nginx` are the same repository. Documents that SOPS has encrypted stay as they are.
 */
export function createImageSetter(images: readonly ImageReference[], fields?: ImageFields): ImageSetter {
  const candidatesFor = indexImages(images);
  return (located) => {
    const matched: string[] = [];
    const findings: Diagnostic[] = [];
    if (located.sealedText !== undefined) return { located, matched, findings };
    const set = (found: ContainerImage): string => {
      const candidates = candidatesFor(found.image);
      const [first] = candidates;
      if (first === undefined) return found.image;
      for (const { name } of candidates) if (!matched.includes(name)) matched.push(name);
      if (candidates.some(({ reference }) => reference !== first.reference)) {
        findings.push(ambiguous(located, found, candidates));
      }
      return first.reference;
    };
    const resource = mapImages(located.resource, set, fields);
    return { located: resource === located.resource ? located : { ...located, resource }, matched, findings };
  };
}

/** Finds images of a release that name no image, and names that stand for two. */
export function invalidImages(images: readonly ImageReference[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return images.flatMap(({ name, reference }): readonly Diagnostic[] => {
    const isSecond = seen.has(name);
    seen.add(name);
    const problem =
      parseImage(reference) === undefined
        ? `${JSON.stringify(reference)} is not an image reference: write repository:tag@sha256:…`
        : isSecond
          ? "the release has two images of this name"
          : undefined;
    if (problem === undefined) return [];
    return [{ severity: "error", code: "image/invalid-reference", message: `image ${name}: ${problem}` }];
  });
}

function ambiguous(
  located: LocatedResource,
  { path }: ContainerImage,
  candidates: readonly ImageReference[],
): Diagnostic {
  const names = candidates.map(({ name }) => name).join(" and ");
  return {
    severity: "error",
    code: "image/ambiguous",
    message: `${names} of the release have this repository; write the name of one instead`,
    origin: located.origin,
    resource: formatResourceId(resourceIdOf(located.resource)),
    path,
  };
}
