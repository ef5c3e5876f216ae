/** A file or folder cannot be read or written. */
export class FileAccessError extends Error {
  override readonly name = "FileAccessError";
  readonly code = "FILE_ACCESS_FAILED";
  /** Path of the file or folder. */
  readonly path: string;
  /** What the system says, for example `EACCES`, `ENOENT` or `ENOSPC`; a few words where it says nothing. */
  readonly reason: string;

  constructor(path: string, action: "read" | "written", reason: string) {
    super(`${path} cannot be ${action}: ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}
