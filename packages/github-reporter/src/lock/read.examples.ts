import type { Result } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import type { LockError } from "./errors.ts";
import { findIntroducingCommit, readLock } from "./read.ts";

export async function releaseAt(
  client: GitHubClient,
  revision: string,
): Promise<Result<string, GitHubError | LockError>> {
  //#region readLock_release
  const slot = { repository: "acme/shop-manifests", path: "envs/dev/cart", revision };
  const release = (await readLock(client, slot)).map((lock) => lock?.release.id ?? "no release");
  //#endregion
  return release;
}

export async function evidenceCommit(
  client: GitHubClient,
  revision: string,
): Promise<Result<string | undefined, GitHubError>> {
  //#region findIntroducingCommit_evidence
  const slot = { repository: "acme/shop-manifests", path: "envs/dev/cart", revision };
  const introduced = await findIntroducingCommit(client, slot); // carries the statuses of this deployment
  //#endregion
  return introduced;
}
