/** Pull requests and their reviews. A part of GitHub's schema: https://docs.github.com/graphql/overview/public-schema */
export const PULL_REQUEST_SDL = /* GraphQL */ `
  type PullRequest implements Node {
    id: ID!
    number: Int!
    url: URI!
    state: PullRequestState!
    isDraft: Boolean!
    title: String!
    body: String!
    author: Actor
    headRef: Ref
    headRefName: String!
    headRefOid: GitObjectID!
    headRepository: Repository
    baseRef: Ref
    baseRefName: String!
    baseRefOid: GitObjectID!
    mergeable: MergeableState!
    merged: Boolean!
    mergedAt: DateTime
    mergeCommit: Commit
    closed: Boolean!
    closedAt: DateTime
    createdAt: DateTime!
    updatedAt: DateTime!
    reviews(
      states: [PullRequestReviewState!]
      first: Int
      last: Int
      after: String
      before: String
    ): PullRequestReviewConnection
  }

  type PullRequestConnection {
    nodes: [PullRequest]
    pageInfo: PageInfo!
    totalCount: Int!
  }

  type PullRequestReview implements Node {
    id: ID!
    author: Actor
    state: PullRequestReviewState!
    body: String!
    commit: Commit
    submittedAt: DateTime
  }

  type PullRequestReviewConnection {
    nodes: [PullRequestReview]
    pageInfo: PageInfo!
    totalCount: Int!
  }

  enum PullRequestState {
    OPEN
    CLOSED
    MERGED
  }

  enum MergeableState {
    MERGEABLE
    CONFLICTING
    UNKNOWN
  }

  enum PullRequestReviewState {
    PENDING
    COMMENTED
    APPROVED
    CHANGES_REQUESTED
    DISMISSED
  }

  input IssueOrder {
    field: IssueOrderField!
    direction: OrderDirection!
  }

  enum IssueOrderField {
    CREATED_AT
    UPDATED_AT
    COMMENTS
  }
`;
