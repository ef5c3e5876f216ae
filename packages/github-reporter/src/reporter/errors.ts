import type { GitHubError } from "../github/errors.ts";
import type { IdentityMismatchError } from "../github/identity-mismatch.ts";
import type { LockError } from "../lock/errors.ts";

/** Lists every way in which the handling of a batch fails. */
export type ReporterError = GitHubError | LockError | IdentityMismatchError;
