import { err, ok, type Result } from "neverthrow";

import { InputInvalidError } from "../errors.ts";
import type { AppSpec } from "../pipeline/pipeline-spec.ts";
import { imageTagFor } from "./image-tag.ts";
import type { TreeListing, TreeObject } from "./tree-listing.ts";

/** What CI has to build for one app, and what its release is made of. */
export interface ImagePlan {
  /** Images by their names in the pipeline. */
  readonly images: Readonly<Record<string, PlannedImage>>;
  /** Templates as a release names them. */
  readonly templates: {
    /** Folder in the code repository. */
    readonly path: string;
    /** Git tree sha of the folder. */
    readonly tree: string;
  };
}

/** An image, named after the content that it is built from. */
export interface PlannedImage {
  /** `git-` and 20 hexadecimal digits; see {@link imageTagFor}. */
  readonly tag: string;
  /** `repository:tag`. Build it when the registry does not have it, and append `@` and its digest for the release. */
  readonly reference: string;
  /** Paths that go into it: the build context, then what is watched. */
  readonly paths: readonly string[];
}

/**
 * Names the images of one app after the content of their folders, so that CI builds only those whose code changed.
 *
 * Nothing but content counts: a revert, a rebase or a squash gives the tag that the content had before, and a clone of depth
 * 1 is enough. `context: "."` is the whole repository.
 *
 * @param app - The app as the pipeline has it.
 * @param objects - What {@link parseTreeListing} read.
 * @returns the plan, or `INPUT_INVALID` with every key of the app whose path the commit does not have.
 * @example
 * ```ts source="./plan-images.examples.ts#planImages_basic"
 * const command = ["ls-tree", "-r", "-t", "-z", "--full-tree", "HEAD"];
 * const listing = execFileSync("git", command, { encoding: "utf8", maxBuffer: 2 ** 28 });
 * const release = parseTreeListing(listing)
 *   .andThen((objects) => planImages(app, objects))
 *   .map(({ images, templates }) => {
 *     const references = Object.entries(images).map(([name, { reference, paths }]) => {
 *       const digest = registry.digestOf(reference) ?? registry.buildAndPush(reference, paths); // only what changed
 *       return [name, `${reference}@${digest}`] as const;
 *     });
 *     const source = { repository: "acme/shop", sha };
 *     return makeRelease({ app: "cart", source, images: Object.fromEntries(references), templates });
 *   });
 * ```
 */
export function planImages(
  { images, templates }: Pick<AppSpec, "images" | "templates">,
  objects: TreeListing,
): Result<ImagePlan, InputInvalidError> {
  const problems: string[] = [];
  const find = (key: string, path: string): TreeObject | undefined => {
    const object = objects.get(normalize(path));
    if (object === undefined) problems.push(`${key}: there is no ${JSON.stringify(path)} in the commit`);
    return object;
  };

  const planned = Object.entries(images).map(([name, { repository, context, watch = [] }]) => {
    const places = [
      { key: `images.${name}.context`, path: context },
      ...watch.map((path, index) => ({ key: `images.${name}.watch[${index}]`, path })),
    ];
    return {
      name,
      repository,
      paths: places.map(({ path }) => path),
      found: places.map(({ key, path }) => find(key, path)),
    };
  });
  const folder = find("templates", templates);
  if (folder !== undefined && folder.type !== "tree") {
    problems.push(`templates: ${JSON.stringify(templates)} is no folder in the commit`);
  }
  if (folder === undefined || problems.length > 0) {
    return err(
      new InputInvalidError(`The pipeline and the commit do not fit; correct the pipeline: ${problems.join("; ")}`),
    );
  }
  return ok({
    images: Object.fromEntries(
      planned.map(({ name, repository, paths, found }): [string, PlannedImage] => {
        const tag = imageTagFor(found.flatMap((object) => (object === undefined ? [] : [object.id])));
        return [name, { tag, reference: `${repository}:${tag}`, paths }];
      }),
    ),
    templates: { path: templates, tree: folder.id },
  });
}

/** People write `./cart/` as well as `cart`. */
function normalize(path: string): string {
  const clean = path.replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");
  return clean === "" ? "." : clean;
}
