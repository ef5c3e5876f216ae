import { execFileSync } from "node:child_process";

import { makeRelease, parseTreeListing, planImages, type AppSpec, type PromotionError } from "../index.ts";
import type { Release } from "@gitops/github-reporter";
import type { Result } from "neverthrow";

interface Registry {
  digestOf(reference: string): string | undefined;
  buildAndPush(reference: string, paths: readonly string[]): string;
}

export function buildRelease(app: AppSpec, sha: string, registry: Registry): Result<Release, PromotionError> {
  //#region planImages_basic
  const command = ["ls-tree", "-r", "-t", "-z", "--full-tree", "HEAD"];
  const listing = execFileSync("git", command, { encoding: "utf8", maxBuffer: 2 ** 28 });
  const release = parseTreeListing(listing)
    .andThen((objects) => planImages(app, objects))
    .map(({ images, templates }) => {
      const references = Object.entries(images).map(([name, { reference, paths }]) => {
        const digest = registry.digestOf(reference) ?? registry.buildAndPush(reference, paths); // only what changed
        return [name, `${reference}@${digest}`] as const;
      });
      const source = { repository: "acme/shop", sha };
      return makeRelease({ app: "cart", source, images: Object.fromEntries(references), templates });
    });
  //#endregion
  return release;
}
