import type { Clock } from "../clock/clock.ts";
import type { GitRepositoryOptions } from "../flux-player.ts";
import type { FluxObject } from "../notification/notification-controller.ts";
import { artifactStored } from "../sequences/artifact-stored.ts";
import { checkoutFailed } from "../sequences/checkout-failed.ts";
import type { Step } from "../sequences/step.ts";
import type { FetchedCommit, GitRemote } from "./git-remote.ts";

/** A fetched commit, as the Kustomizations of a cluster see it. */
export interface Artifact {
  /** Id of the commit. */
  readonly sha: string;
  /** The commit in Flux's form, `main@sha1:…`. */
  readonly revision: string;
  /** Reads the files below a folder, by their path below it; undefined when there is no such folder. */
  readonly readFolder: (folder: string) => Promise<ReadonlyMap<string, string> | undefined>;
}

/** What the source-controller of a cluster needs. */
export interface SourcePorts {
  readonly clock: Clock;
  readonly remote: GitRemote;
  /** Plays events about the object. */
  readonly play: (object: FluxObject, steps: readonly Step[], revision?: string) => Promise<void>;
  /** Hears of each new artifact. */
  readonly onArtifact: () => void;
}

/** Plays the GitRepository of a cluster. */
export interface SourceController {
  /** The latest artifact; undefined before the first one. */
  readonly artifact: () => Artifact | undefined;
  /** Looks at the branch once; tells after how many milliseconds to look again. */
  readonly reconcile: () => Promise<number>;
}

/**
 * Creates the source-controller of a cluster. It knows the newest commit alone: those pushed in between are skipped.
 *
 * @see https://github.com/fluxcd/source-controller/blob/main/internal/controller/gitrepository_controller.go
 */
export function createSourceController(
  { url, branch = "main", interval = 60_000 }: GitRepositoryOptions,
  object: FluxObject,
  { clock, remote, play, onArtifact }: SourcePorts,
): SourceController {
  let artifact: Artifact | undefined;
  let isFailing = false;

  const store = async ({ sha, subject }: FetchedCommit): Promise<void> => {
    const isNew = sha !== artifact?.sha;
    const isRecovery = isFailing;
    isFailing = false;
    if (!isNew && !isRecovery) return;
    if (isNew) artifact = toArtifact(sha, branch, remote, clock);
    await play(object, artifactStored(subject, !isNew), artifact?.revision);
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
    artifact: () => artifact,
    reconcile: async () => {
      const commit = await checkout();
      if (typeof commit !== "string") await store(commit);
      else {
        isFailing = true;
        await play(object, checkoutFailed(commit));
      }
      return interval;
    },
  };
}

function toArtifact(sha: string, branch: string, remote: GitRemote, clock: Clock): Artifact {
  const folders = new Map<string, ReturnType<GitRemote["readFolder"]>>();
  return {
    sha,
    revision: `${branch}@sha1:${sha}`,
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
