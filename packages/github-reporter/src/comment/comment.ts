/** Describes a comment on a pull request or an issue that GitHub is to show. */
export interface Comment {
  /** Repository as `owner/name`. */
  readonly repository: string;
  /** Number of the pull request or the issue. */
  readonly number: number;
  /** Who keeps comments here, e.g. `gitops`; letters, digits, `.`, `_`, `/` and single `-`. */
  readonly name: string;
  /** Which of their comments it is, e.g. `dev/cart`; of the same characters. */
  readonly key: string;
  /** Markdown. Text from outside has to be escaped; what is longer than GitHub takes is cut at the end of a line. */
  readonly body: string;
}

/** Says what became of a comment: written now, or shown already. */
export interface CommentWrite {
  /** What was done. */
  readonly code: "written" | "equal";
  /** Id of the comment. */
  readonly id: number;
}
