/** Reports a release lock that is not valid JSON or lacks what schema 1 asks for, or speaks of another slot. */
export class LockUnreadableError extends Error {
  override readonly name = "LockUnreadableError";
  readonly code = "LOCK_UNREADABLE";
}

/** Reports a release lock of a schema that this version does not know. */
export class LockTooNewError extends Error {
  override readonly name = "LockTooNewError";
  readonly code = "LOCK_TOO_NEW";
  /** Schema number that the lock states. */
  readonly schema: number;

  constructor(message: string, options: { readonly schema: number }) {
    super(message);
    this.schema = options.schema;
  }
}

/** Reports a release that no lock could hold, with every problem and its field. */
export class ReleaseInvalidError extends Error {
  override readonly name = "ReleaseInvalidError";
  readonly code = "RELEASE_INVALID";
}

/** Lists every way in which a release lock cannot be read. */
export type LockError = LockUnreadableError | LockTooNewError;
