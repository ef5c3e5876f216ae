import { encodeCommit, type Commit } from "../git/commit-object.ts";
import type { Repository } from "../records/repository.ts";

/** Whether GitHub vouches for a commit, as REST shows it. */
export interface Verification {
  readonly verified: boolean;
  readonly reason: "unsigned" | "valid";
  readonly signature: string | null;
  readonly payload: string | null;
  readonly verified_at: string | null;
}

const UNSIGNED: Verification = {
  verified: false,
  reason: "unsigned",
  signature: null,
  payload: null,
  verified_at: null,
};

/**
 * Shows whether GitHub signed a commit. The record says so; the object itself carries no signature here.
 *
 * @see https://docs.github.com/authentication/managing-commit-signature-verification/about-commit-signature-verification
 */
export function verificationOf(repository: Repository, sha: string, commit: Commit): Verification {
  const verifiedAt = repository.records.signedCommits.get(sha);
  if (verifiedAt === undefined) return UNSIGNED;
  const signature = "-----BEGIN PGP SIGNATURE-----\n\nembedded\n-----END PGP SIGNATURE-----\n";
  const payload = encodeCommit(commit).toString("utf8");
  return { verified: true, reason: "valid", signature, payload, verified_at: verifiedAt };
}
