import { createHash } from "node:crypto";

/**
 * An artifact with manifests, as `flux push artifact` makes one.
 *
 * @see https://fluxcd.io/flux/cmd/flux_push_artifact/
 */
export interface OciArtifactOptions {
  /** Repository of the registry, such as `oci://ghcr.io/acme/manifests`. */
  readonly url: string;
  /** Tag that is moved to it. Default: `latest`. */
  readonly tag?: string;
  /** Files by their path. */
  readonly files: Readonly<Record<string, string>>;
  /** Where the files come from, such as the address of a Git repository. Default: the artifact does not say. */
  readonly source?: string;
  /** Which revision of the source they are, such as `main@sha1:…`, any text. Default: the artifact does not say. */
  readonly revision?: string;
}

/** An artifact in a registry. */
export interface OciArtifact extends OciArtifactOptions {
  /** Digest of its manifest, `sha256:…`. */
  readonly digest: string;
}

/** A registry that holds what was pushed last to each tag. */
export interface OciRegistry {
  /** Pushes an artifact; gives its digest, which depends on everything that the artifact says. */
  readonly push: (artifact: OciArtifactOptions) => string;
  /** Reads a tag; undefined when nothing was pushed to it. */
  readonly pull: (url: string, tag: string) => OciArtifact | undefined;
}

/** Creates an empty registry. */
export function createOciRegistry(): OciRegistry {
  const tags = new Map<string, OciArtifact>();
  return {
    push: (artifact) => {
      const { url, tag = "latest", files, source, revision } = artifact;
      if (!url.startsWith("oci://")) throw new TypeError(`An OCI artifact has an address oci://…, not ${url}`);
      const content = JSON.stringify([Object.entries(files).sort(), source, revision]);
      const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
      tags.set(`${url}:${tag}`, { ...artifact, digest });
      return digest;
    },
    pull: (url, tag) => tags.get(`${url}:${tag}`),
  };
}
