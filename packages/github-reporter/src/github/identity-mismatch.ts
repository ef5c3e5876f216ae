import type { Result } from "neverthrow";
import { err, ok } from "neverthrow";

/** Reports that a client writes under a login that is not declared, so that nobody would count its evidence. */
export class IdentityMismatchError extends Error {
  override readonly name = "IdentityMismatchError";
  readonly code = "IDENTITY_MISMATCH";
  /** Login under which GitHub stored the write. */
  readonly login: string;

  constructor(message: string, options: { readonly login: string }) {
    super(message);
    this.login = options.login;
  }
}

/** Tells whether a login is among the declared ones; GitHub ignores their case. */
export function isDeclared(logins: readonly string[], login: string | undefined): boolean {
  return logins.some((declared) => declared.toLowerCase() === login?.toLowerCase());
}

/** Refuses what GitHub stored under a login that is not declared. */
export function requireDeclared(
  creators: readonly string[],
  creator: { readonly login: string } | null | undefined,
): Result<void, IdentityMismatchError> {
  const login = creator?.login ?? "nobody";
  if (isDeclared(creators, login)) return ok(undefined);
  const message = `GitHub took the write as one of ${login}, but only ${creators.join(", ")} count. Declare that login.`;
  return err(new IdentityMismatchError(message, { login }));
}
