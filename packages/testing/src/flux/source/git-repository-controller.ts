import type { Clock } from "../clock/clock.ts";
import type { FluxObject } from "../notification/notification-controller.ts";
import { artifactStored } from "../sequences/artifact-stored.ts";
import { checkoutFailed } from "../sequences/checkout-failed.ts";
import { type Artifact, artifactUrl } from "./artifact.ts";
import type { FetchedCommit, GitRemote } from "./git-remote.ts";
import type { SourceController, SourcePorts } from "./source-controller.ts";
import type { GitRepositoryOptions } from "./source-options.ts";

/**
 * Creates source-controller's work on the GitRepository of a cluster. It knows the newest commit alone: those pushed in between are skipped.
 *
 * @see https://github.com/fluxcd/source-controller/blob/main/internal/controller/gitrepository_controller.go
 */
export function createGitRepositoryController(
  { url, branch = "main", interval = 60_000 }: GitRepositoryOptions,
  object: FluxObject,
  { clock, remote, play, onArtifact }: SourcePorts & { readonly remote: GitRemote },
): SourceController {
  let artifact: Artifact | undefined;
  let isFailing = false;

  const store = async ({ sha, subject }: FetchedCommit): Promise<void> => {
    const isNew = sha !== artifact?.sha;
    const isRecovery = isFailing;
    isFailing = false;
    if (!isNew && !isRecovery) return;
    const stored = isNew || artifact === undefined ? toArtifact(sha, branch, object, { remote, clock }) : artifact;
    artifact = stored;
    const message = `stored artifact for commit '${subject}'`;
    await play({ object, steps: artifactStored(message, !isNew), metadata: { revision: stored.revision } });
    if (isNew) onArtifact();
  };

  const checkout = async (): Promise<FetchedCommit | string> => {
    try {
      const head = await clock.during(remote.head(branch));
      if (head === undefined)
        return `unable to clone '${withoutPassword(url)}': couldn't find remote ref "refs/heads/${branch}"`;
      if (head === artifact?.sha && !isFailing) return { sha: head, subject: "" };
      return await clock.during(remote.fetch(branch));
    } catch {
      // Git's own words could hold the password of the address.
      return `unable to list remote for '${withoutPassword(url)}': repository could not be read`;
    }
  };

  return {
    object,
    artifact: () => artifact,
    markFailed: () => {
      isFailing = true;
    },
    reconcile: async () => {
      const commit = await checkout();
      if (typeof commit !== "string") await store(commit);
      else {
        isFailing = true;
        await play({ object, steps: checkoutFailed(commit) });
      }
      return interval;
    },
  };
}

function toArtifact(
  sha: string,
  branch: string,
  { kind, namespace, name }: FluxObject,
  { remote, clock }: { readonly remote: GitRemote; readonly clock: Clock },
): Artifact {
  const folders = new Map<string, ReturnType<GitRemote["readFolder"]>>();
  return {
    sha,
    revision: `${branch}@sha1:${sha}`,
    originRevision: undefined,
    url: artifactUrl(kind, namespace, name, `${sha}.tar.gz`),
    readFolder: (folder) => {
      const known = folders.get(folder) ?? remote.readFolder(sha, folder);
      folders.set(folder, known);
      return clock.during(known);
    },
  };
}

function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/@]*@/, "$1");
}
