/** Names a commit of a repository. */
export interface CommitAddress {
  /** Repository as `owner/name`. */
  readonly repository: string;
  /** Full commit sha: 40 hexadecimal digits, or 64 in a SHA-256 repository. */
  readonly sha: string;
}
