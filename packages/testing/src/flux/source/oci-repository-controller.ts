import type { FluxObject } from "../notification/notification-controller.ts";
import { artifactStored } from "../sequences/artifact-stored.ts";
import { sourceFailed } from "../sequences/source-failed.ts";
import { type Artifact, artifactUrl } from "./artifact.ts";
import type { OciArtifact, OciRegistry } from "./oci-registry.ts";
import type { SourceController, SourcePorts } from "./source-controller.ts";
import type { OciRepositoryOptions } from "./source-options.ts";

/**
 * Creates source-controller's work on an OCIRepository.
 *
 * @see https://github.com/fluxcd/source-controller/blob/main/internal/controller/ocirepository_controller.go
 */
export function createOciRepositoryController(
  { url, tag = "latest", interval = 60_000 }: OciRepositoryOptions,
  object: FluxObject,
  { play, onArtifact, registry }: SourcePorts & { readonly registry: OciRegistry },
): SourceController {
  let artifact: Artifact | undefined;
  let isFailing = false;

  const store = async (pulled: OciArtifact): Promise<void> => {
    const next = toArtifact(pulled, tag, object);
    const isNew = next.revision !== artifact?.revision;
    const isRecovery = isFailing;
    isFailing = false;
    if (!isNew && !isRecovery) return;
    const message = storedMessage(next.revision, pulled);
    await play({ object, steps: artifactStored(message, !isNew), metadata: { revision: next.revision } });
    // A Kustomization that sees the artifact before it is told of it would be reconciled twice.
    artifact = next;
    if (isNew) onArtifact();
  };

  return {
    object,
    artifact: () => artifact,
    markFailed: () => {
      isFailing = true;
    },
    reconcile: async () => {
      const pulled = registry.pull(url, tag);
      if (pulled !== undefined) await store(pulled);
      else {
        isFailing = true;
        const message = `failed to pull artifact from '${url}:${tag}': ${tag}: not found`;
        await play({ object, steps: sourceFailed("OCIArtifactPullFailed", message) });
      }
      return interval;
    },
  };
}

function storedMessage(revision: string, { url, source, revision: originRevision }: OciArtifact): string {
  const origin = source === undefined ? "" : `, origin source '${source}'`;
  const originOf = originRevision === undefined ? "" : `, origin revision '${originRevision}'`;
  return `stored artifact with revision '${revision}' from '${url}'${origin}${originOf}`;
}

function toArtifact(pulled: OciArtifact, tag: string, { kind, namespace, name }: FluxObject): Artifact {
  const { digest, files, revision: originRevision } = pulled;
  return {
    sha: /(?:^|[:/])([0-9a-f]{40})$/.exec(originRevision ?? "")?.[1],
    revision: `${tag}@${digest}`,
    originRevision,
    url: artifactUrl(kind, namespace, name, `${digest}.tar.gz`),
    readFolder: (folder) => {
      const prefix = folder === "" ? "" : `${folder}/`;
      const below = Object.entries(files).filter(([path]) => path.startsWith(prefix));
      const found = below.map(([path, text]) => [path.slice(prefix.length), text] as const);
      return Promise.resolve(found.length === 0 ? undefined : new Map(found));
    },
  };
}
