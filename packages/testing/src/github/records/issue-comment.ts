/** A comment in the conversation of a pull request. */
export interface IssueComment {
  readonly id: number;
  readonly issueNumber: number;
  readonly author: string;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
