/** What came of a proposal. */
export interface Proposed {
  /** Whether there is a new pull request, an updated one, or nothing to deploy. */
  readonly outcome: "created" | "updated" | "same-content";
  /** Address of the pull request; undefined when there is nothing to deploy. */
  readonly url: string | undefined;
}
