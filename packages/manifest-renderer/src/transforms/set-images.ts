import type { Diagnostic } from "../diagnostic.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { formatResourceId, resourceIdOf } from "../resource/resource.ts";
import { mapImages } from "./container-images.ts";
import type { ImageReference } from "./image-reference.ts";
import { normalizeRepository, parseImage } from "./image-reference.ts";

/** Resources with the images of the release. */
export interface SetImages {
  /** The resources. */
  readonly resources: readonly LocatedResource[];
  /** Names of the images that a container uses. */
  readonly matched: ReadonlySet<string>;
  /** Images for which two of the release could stand. */
  readonly findings: readonly Diagnostic[];
}

/**
 * Puts the references of the release in place of the images that the templates write.
 *
 * A template writes the name of an image (`cart`) or its repository (`ghcr.io/acme/cart`), with or without a tag;
 * `nginx` and `docker.io/library/nginx` are the same repository. Documents that SOPS has encrypted stay as they are.
 */
export function setImages(resources: readonly LocatedResource[], images: readonly ImageReference[]): SetImages {
  const matched = new Set<string>();
  const findings: Diagnostic[] = [];
  const set = (located: LocatedResource): LocatedResource => {
    if (located.sealedText !== undefined) return located;
    const resource = mapImages(located.resource, ({ path, image }) => {
      const candidates = candidatesFor(image, images);
      candidates.forEach(({ name }) => matched.add(name));
      const [first, ...others] = candidates;
      if (first === undefined) return image;
      if (others.some(({ reference }) => reference !== first.reference)) {
        const names = candidates.map(({ name }) => name).join(" and ");
        findings.push({
          severity: "error",
          code: "image/ambiguous",
          message: `${names} of the release have this repository; write the name of one instead`,
          origin: located.origin,
          resource: formatResourceId(resourceIdOf(located.resource)),
          path,
        });
      }
      return first.reference;
    });
    return { ...located, resource };
  };
  return { resources: resources.map(set), matched, findings };
}

/** Finds images of a release that name no image, and names that stand for two. */
export function invalidImages(images: readonly ImageReference[]): readonly Diagnostic[] {
  const names = images.map(({ name }) => name);
  return images.flatMap(({ name, reference }, index): readonly Diagnostic[] => {
    const problem =
      parseImage(reference) === undefined
        ? `${JSON.stringify(reference)} is not an image reference: write repository:tag@sha256:…`
        : names.indexOf(name) < index
          ? "the release has two images of this name"
          : undefined;
    if (problem === undefined) return [];
    return [{ severity: "error", code: "image/invalid-reference", message: `image ${name}: ${problem}` }];
  });
}

function candidatesFor(image: string, images: readonly ImageReference[]): readonly ImageReference[] {
  const parts = parseImage(image);
  const named = images.filter(({ name }) => name === (parts?.repository ?? image));
  if (named.length > 0 || parts === undefined) return named;
  const repository = normalizeRepository(parts.repository);
  return images.filter(({ reference }) => {
    const other = parseImage(reference);
    return other !== undefined && normalizeRepository(other.repository) === repository;
  });
}
