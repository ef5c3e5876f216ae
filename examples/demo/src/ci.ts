import { createHash } from "node:crypto";

import type { Release } from "@gitops/github-reporter";
import { makeRelease, parseTreeListing, planImages, type Pipeline } from "@gitops/promotion";

import { git, withClone } from "./developer.ts";

/** A stand-in for a container registry: digests by `repository:tag`. It stores no images. */
export type Registry = Map<string, string>;

/** What the CI workflow of the shop found and made for one app. */
export interface BuildResult {
  readonly release: Release;
  /** References of images that had to be built; empty when their content is unchanged. */
  readonly built: readonly string[];
}

/**
 * Plays the CI workflow of the code repository: for every app, which images have to be built, and which release they
 * make. Works on a clone of depth 1, because the tags come from trees, not from history.
 */
export async function runCi(
  repositoryUrl: string,
  pipeline: Pipeline,
  registry: Registry,
): Promise<readonly BuildResult[]> {
  return withClone(
    repositoryUrl,
    async (directory) => {
      const sha = await git(directory, "rev-parse", "HEAD");
      const [subject = "", author = ""] = (await git(directory, "log", "-1", "--format=%s%n%an")).split("\n");
      const listing = await git(directory, "ls-tree", "-r", "-t", "-z", "--full-tree", "HEAD");
      const results: BuildResult[] = [];
      for (const [name, app] of Object.entries(pipeline.spec.apps)) {
        const planned = parseTreeListing(listing).andThen((objects) => planImages(app, objects));
        if (planned.isErr()) throw planned.error;
        const { images, templates } = planned.value;
        const references = Object.values(images).map(({ reference }) => reference);
        const built = references.filter((reference) => !registry.has(reference));
        const pinned = Object.entries(images).map(
          ([image, { reference }]) => [image, `${reference}@${push(registry, reference)}`] as const,
        );
        const source = { repository: app.source?.repo ?? pipeline.spec.source.repo, sha };
        const content = { app: name, source, images: Object.fromEntries(pinned), templates };
        results.push({ release: makeRelease(content, { subject, author }), built });
      }
      return results;
    },
    1,
  );
}

/** Stands for `docker build` and `docker push`: the digest of an image that nobody can pull. */
function push(registry: Registry, tagged: string): string {
  const digest = registry.get(tagged) ?? `sha256:${createHash("sha256").update(tagged).digest("hex")}`;
  registry.set(tagged, digest);
  return digest;
}
