import { createHash } from "node:crypto";

import type { Release } from "@gitops/github-reporter";

/** What a release is made of: equal content is the same release. */
export type ReleaseContent = Pick<Release, "app" | "source" | "images" | "templates">;

/** What is known about a release besides its content; not part of its id. */
export type ReleaseExtra = Omit<Release, keyof ReleaseContent | "id">;

/**
 * Makes a release: the images of one app, the templates they are rendered with, and the commit both come from.
 *
 * The id is computed from the content alone, so running CI again for the same commit gives the same release.
 *
 * @param content - The app, its source commit, image references pinned by digest, and the tree of its templates.
 * @param extra - Informative fields: subject and author of the commit, and a version.
 * @returns the release with an id of the form `r-` and 16 hexadecimal digits.
 * @example
 * ```ts source="./make-release.examples.ts#makeRelease_basic"
 * const content: ReleaseContent = {
 *   app: "cart",
 *   source: { repository: "acme/shop", sha },
 *   images: { cart: `ghcr.io/acme/cart:1.4.2@${digest}` },
 *   templates: { path: "deploy/cart", tree }, // git rev-parse HEAD:deploy/cart
 * };
 * return makeRelease(content, { subject: "Round prices half up" });
 * ```
 */
export function makeRelease(content: ReleaseContent, extra: ReleaseExtra = {}): Release {
  const { app, source, images, templates } = content;
  return { ...extra, id: releaseId(content), app, source, images, templates };
}

function releaseId({ app, source, images, templates }: ReleaseContent): string {
  const sortedImages = Object.entries(images).sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = JSON.stringify([app, source.repository, source.sha, sortedImages, templates.path, templates.tree]);
  return `r-${createHash("sha256").update(canonical).digest("hex").slice(0, 16)}`;
}
