import type { Account } from "../account.ts";
import type { Commit } from "../git/commit-object.ts";
import type { Repository } from "../records/repository.ts";
import type { PullRequest, Review } from "../records/pull-request.ts";

/** What stands for an object of Git while its fields are read. */
export type GitObjectSource = CommitSource | TreeSource | BlobSource | TagSource;

interface InRepository {
  /** As readers see it. */
  readonly repository: Repository;
}

export interface RepositorySource extends InRepository {
  readonly __typename: "Repository";
}

export interface RefSource extends InRepository {
  readonly __typename: "Ref";
  /** Full name, e.g. `refs/heads/main`. */
  readonly ref: string;
  /** The part of the name that is not shown, e.g. `refs/heads/`. */
  readonly prefix: string;
  readonly sha: string;
}

export interface CommitSource extends InRepository {
  readonly __typename: "Commit";
  readonly sha: string;
  readonly commit: Commit;
}

export interface TreeSource extends InRepository {
  readonly __typename: "Tree";
  readonly sha: string;
  /** Where the tree was found, with a slash at the end; empty for the root. */
  readonly path: string;
}

export interface BlobSource extends InRepository {
  readonly __typename: "Blob";
  readonly sha: string;
  readonly content: Buffer;
}

export interface TagSource extends InRepository {
  readonly __typename: "Tag";
  readonly sha: string;
  readonly content: string;
}

export interface PullRequestSource extends InRepository {
  readonly __typename: "PullRequest";
  readonly pull: PullRequest;
}

export interface ReviewSource extends InRepository {
  readonly __typename: "PullRequestReview";
  readonly review: Review;
}

/** A person or a bot. */
export interface ActorSource {
  readonly __typename: "Bot" | "User";
  readonly account: Account;
}

/** Finds an object of Git by its id; null when there is none. */
export async function loadObject(repository: Repository, sha: string, path = ""): Promise<GitObjectSource | null> {
  const { objects } = repository.git;
  const object = await objects.read(sha);
  switch (object?.type) {
    case "commit":
      return loadCommit(repository, sha);
    case "tree":
      return { __typename: "Tree", repository, sha, path };
    case "blob":
      return { __typename: "Blob", repository, sha, content: object.content };
    case "tag":
      return { __typename: "Tag", repository, sha, content: object.content.toString("utf8") };
    case undefined:
      return null;
  }
}

/** Finds a commit by its id; null when there is none. */
export async function loadCommit(repository: Repository, sha: string): Promise<CommitSource | null> {
  const commit = await repository.git.objects.readCommit(sha);
  return commit === undefined ? null : { __typename: "Commit", repository, sha, commit };
}

/** A reference by its full name; the short name begins after the prefix. */
export function refSource(repository: Repository, ref: string, sha: string, prefix = prefixOf(ref)): RefSource {
  return { __typename: "Ref", repository, ref, prefix, sha };
}

function prefixOf(ref: string): string {
  return /^refs\/[^/]+\//.exec(ref)?.[0] ?? "";
}

/** The account with a login; null for one that is gone. */
export function actorSource(account: Account | undefined): ActorSource | null {
  return account === undefined ? null : { __typename: account.type, account };
}
