import type { Diagnostic } from "../diagnostic.ts";
import type { Resource } from "../resource/resource.ts";
import type { ImageReference } from "../transforms/image-reference.ts";
import { contentDigest, fileDigest } from "../digest.ts";
import type { Manifest } from "./manifest.ts";

/** What an app is in one environment: the files of its slot, and where they come from. */
export interface RenderedTree {
  /** All files, by path relative to the slot and in the order of the paths; one object a manifest. */
  readonly files: ReadonlyMap<string, string>;
  /** The objects of the manifests, in the order of their paths. */
  readonly resources: readonly Resource[];
  /** Which images of the release came to stand in the manifests, by their names. */
  readonly images: ImageReport;
  /** What the files were made of. Equal input gives an equal record: it holds no time. */
  readonly provenance: Provenance;
  /** Findings that did not stop the render. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Names of the images of a release. */
export interface ImageReport {
  /** Images that a container, a declared field or a placeholder uses. */
  readonly matched: readonly string[];
  /** Images that nothing uses: refused, unless the guard `unmatchedImage` says otherwise. */
  readonly unmatched: readonly string[];
}

/** Record of a render, as data; the release lock of a slot takes files, content and engines over. */
export interface Provenance {
  /** Commit of the templates. */
  readonly source: TemplateSource;
  /** `sha256:` and hex digest of each file, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** One digest over the manifests that Flux applies, and nothing else: an equal digest means that there is nothing to deploy. */
  readonly content: string;
  /** Version of each engine that took part, with the digest of its binary: `v4.1.4@sha256:…`. */
  readonly engines: Readonly<Record<string, string>>;
  /** Reference of each image of the release, by its name. */
  readonly images: Readonly<Record<string, string>>;
  /** Layer that each value comes from, by the place of the value, whether a template uses it or not. */
  readonly valueSources: Readonly<Record<string, string>>;
  /** One digest over everything that the render was made of, but the commit of the templates, the values of secrets, and what a sealer and policies do. */
  readonly input: string;
}

/** The commit that the templates were read from. */
export interface TemplateSource {
  /** Repository, `owner/name`. */
  readonly repository: string;
  /** Full commit sha. */
  readonly sha: string;
}

/** What a tree is put together from. */
export interface TreeParts {
  /** Commit of the templates. */
  readonly source: TemplateSource;
  /** Images of the release. */
  readonly images: readonly ImageReference[];
  /** Which of them are used. */
  readonly report: ImageReport;
  /** Manifests, in the order of their paths. */
  readonly manifests: readonly Manifest[];
  /** Folder of the manifests; empty for the slot itself. */
  readonly lowLevel: string;
  /** Files beside the manifests, by path relative to the slot. */
  readonly beside: ReadonlyMap<string, string>;
  /** Programs of the engines. */
  readonly engines: Readonly<Record<string, string>>;
  /** Sources of the values. */
  readonly valueSources: Readonly<Record<string, string>>;
  /** Digest of the input. */
  readonly input: string;
  /** What was found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts the manifests and the record of their making together. */
export function toRenderedTree(parts: TreeParts): RenderedTree {
  const { source, manifests, lowLevel, beside, engines, valueSources, input, diagnostics } = parts;
  const prefix = lowLevel === "" ? "" : `${lowLevel}/`;
  const content = Object.fromEntries(manifests.map(({ path, digest }) => [path, digest]));
  const files = [
    ...manifests.map(({ path, text, digest }) => ({ path: `${prefix}${path}`, text, digest })),
    ...[...beside].map(([path, text]) => ({ path, text, digest: fileDigest(text) })),
  ];
  if (beside.size > 0) files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    files: new Map(files.map(({ path, text }) => [path, text])),
    resources: manifests.map(({ resource }) => resource),
    images: parts.report,
    provenance: {
      source,
      files: Object.fromEntries(files.map(({ path, digest }) => [path, digest])),
      content: contentDigest(content),
      engines,
      images: Object.fromEntries(parts.images.map(({ name, reference }) => [name, reference])),
      valueSources,
      input,
    },
    diagnostics,
  };
}
