/** Reports that a client writes under a login that the configuration does not declare, so that nobody would count its evidence. */
export class IdentityMismatchError extends Error {
  override readonly name = "IdentityMismatchError";
  /** Discriminates the members of error unions. */
  readonly code = "IDENTITY_MISMATCH";
  /** Login under which GitHub stored the write. */
  readonly login: string;

  constructor(message: string, options: { readonly login: string }) {
    super(message);
    this.login = options.login;
  }
}
