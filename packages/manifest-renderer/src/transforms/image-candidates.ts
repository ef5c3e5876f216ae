import type { ImageReference } from "./image-reference.ts";
import { normalizeRepository, parseImage } from "./image-reference.ts";

/** Gives the images of the release for which a text in a template can stand. */
export type ImageCandidates = (image: string) => readonly ImageReference[];

const NONE: readonly ImageReference[] = [];

/**
 * Indexes the images of a release by their name and by their repository in full.
 *
 * A name goes before a repository: with it, a template says which of two images of one repository is meant.
 */
export function indexImages(images: readonly ImageReference[]): ImageCandidates {
  const byName = groupBy(images, ({ name }) => name);
  const byRepository = groupBy(images, ({ reference }) => repositoryOf(reference));
  // A few references stand in thousands of containers.
  const known = new Map<string, readonly ImageReference[]>();
  const find = (image: string): readonly ImageReference[] => {
    const parts = parseImage(image);
    const named = byName.get(parts?.repository ?? image);
    if (named !== undefined || parts === undefined) return named ?? NONE;
    return byRepository.get(normalizeRepository(parts.repository)) ?? NONE;
  };
  return (image) => {
    const cached = known.get(image);
    if (cached !== undefined) return cached;
    const found = find(image);
    known.set(image, found);
    return found;
  };
}

function repositoryOf(reference: string): string | undefined {
  const parts = parseImage(reference);
  return parts === undefined ? undefined : normalizeRepository(parts.repository);
}

function groupBy<Key>(
  images: readonly ImageReference[],
  keyOf: (image: ImageReference) => Key,
): ReadonlyMap<Key, readonly ImageReference[]> {
  const groups = new Map<Key, ImageReference[]>();
  for (const image of images) {
    const group = groups.get(keyOf(image));
    if (group === undefined) groups.set(keyOf(image), [image]);
    else group.push(image);
  }
  return groups;
}
