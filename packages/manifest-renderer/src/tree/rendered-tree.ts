import type { Diagnostic } from "../diagnostic.ts";
import { PLAIN_ENGINE_VERSION } from "../engines/plain.ts";
import type { Resource } from "../resource/resource.ts";
import type { ImageReference } from "../transforms/image-reference.ts";
import { contentDigest, fileDigest } from "./digest.ts";
import type { Manifest } from "./manifest.ts";

/** What an app is in one environment: the files of its slot, and where they come from. */
export interface RenderedTree {
  /** Manifests, by path relative to the slot and in the order of the paths; one object a file. */
  readonly files: ReadonlyMap<string, string>;
  /** The objects of these files, in the same order. */
  readonly resources: readonly Resource[];
  /** What the manifests were made of. Equal input gives an equal record: it holds no time. */
  readonly provenance: Provenance;
  /** Findings that did not stop the render. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Record of a render, as data; the release lock of a slot takes it over. */
export interface Provenance {
  /** Commit of the templates. */
  readonly source: TemplateSource;
  /** `sha256:` and hex digest of each file, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** One digest over all manifests, and nothing else: an equal digest means that there is nothing to deploy. */
  readonly content: string;
  /** Version of each engine that took part. */
  readonly engines: Readonly<Record<string, string>>;
  /** Reference of each image of the release, by its name. */
  readonly images: Readonly<Record<string, string>>;
}

/** The commit that the templates were read from. */
export interface TemplateSource {
  /** Repository, `owner/name`. */
  readonly repository: string;
  /** Full commit sha. */
  readonly sha: string;
}

/** Puts the manifests and the record of their making together. */
export function toRenderedTree(
  made: { readonly source: TemplateSource; readonly images: readonly ImageReference[] },
  manifests: readonly Manifest[],
  diagnostics: readonly Diagnostic[],
): RenderedTree {
  const files = Object.fromEntries(manifests.map(({ path, text }) => [path, fileDigest(text)]));
  return {
    files: new Map(manifests.map(({ path, text }) => [path, text])),
    resources: manifests.map(({ resource }) => resource),
    provenance: {
      source: made.source,
      files,
      content: contentDigest(files),
      engines: { plain: PLAIN_ENGINE_VERSION },
      images: Object.fromEntries(made.images.map(({ name, reference }) => [name, reference])),
    },
    diagnostics,
  };
}
