/** Repositories and their references. A part of GitHub's schema: https://docs.github.com/graphql/overview/public-schema */
export const REPOSITORY_SDL = /* GraphQL */ `
  type Repository implements Node {
    id: ID!
    databaseId: Int
    name: String!
    nameWithOwner: String!
    owner: RepositoryOwner!
    url: URI!
    isArchived: Boolean!
    defaultBranchRef: Ref
    ref(qualifiedName: String!): Ref
    refs(refPrefix: String!, first: Int, last: Int, after: String, before: String): RefConnection
    object(oid: GitObjectID, expression: String): GitObject
    pullRequest(number: Int!): PullRequest
    pullRequests(
      states: [PullRequestState!]
      baseRefName: String
      headRefName: String
      orderBy: IssueOrder
      first: Int
      last: Int
      after: String
      before: String
    ): PullRequestConnection!
  }

  type Ref implements Node {
    id: ID!
    name: String!
    prefix: String!
    repository: Repository!
    target: GitObject
  }

  type RefConnection {
    nodes: [Ref]
    pageInfo: PageInfo!
    totalCount: Int!
  }
`;
