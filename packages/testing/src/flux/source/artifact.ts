import type { Metadata } from "../sequences/step.ts";

/** What a source has fetched, as the Kustomizations of a cluster see it. */
export interface Artifact {
  /** Id of the commit that it was made of; undefined when it does not say. */
  readonly sha: string | undefined;
  /** The artifact in Flux's form, `main@sha1:…` or `latest@sha256:…`. */
  readonly revision: string;
  /** What an OCI artifact says of its origin; undefined when it says nothing, and for Git. */
  readonly originRevision: string | undefined;
  /** Address at which source-controller serves it inside the cluster. */
  readonly url: string;
  /** Reads the files below a folder, by their path below it; undefined when there is no such folder. */
  readonly readFolder: (folder: string) => Promise<ReadonlyMap<string, string> | undefined>;
}

/** Tells what events say of an artifact. */
export function artifactMetadata({ revision, originRevision }: Artifact): Metadata {
  return { revision, ...(originRevision !== undefined && { originRevision }) };
}

/** Makes the address of an artifact. */
export function artifactUrl(kind: string, namespace: string, name: string, file: string): string {
  return `http://source-controller.flux-system.svc.cluster.local./${kind.toLowerCase()}/${namespace}/${name}/${file}`;
}
