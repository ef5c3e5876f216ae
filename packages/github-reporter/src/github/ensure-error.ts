import type { GitHubError } from "./errors.ts";
import type { IdentityMismatchError } from "./identity-mismatch.ts";

/** Lists every way in which GitHub cannot be made to show something. */
export type EnsureError = GitHubError | IdentityMismatchError;
