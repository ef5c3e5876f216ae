/** What is said about a commit. A part of GitHub's schema: https://docs.github.com/graphql/overview/public-schema */
export const STATUS_SDL = /* GraphQL */ `
  type Status implements Node {
    id: ID!
    commit: Commit
    state: StatusState!
    context(name: String!): StatusContext
    contexts: [StatusContext!]!
  }

  type StatusContext implements Node {
    id: ID!
    commit: Commit
    context: String!
    state: StatusState!
    description: String
    targetUrl: URI
    createdAt: DateTime!
    creator: Actor
  }

  enum StatusState {
    EXPECTED
    ERROR
    FAILURE
    PENDING
    SUCCESS
  }

  type StatusCheckRollup implements Node {
    id: ID!
    commit: Commit
    state: StatusState!
    contexts(first: Int, last: Int, after: String, before: String): StatusCheckRollupContextConnection!
  }

  union StatusCheckRollupContext = CheckRun | StatusContext

  type StatusCheckRollupContextConnection {
    nodes: [StatusCheckRollupContext]
    pageInfo: PageInfo!
    totalCount: Int!
  }

  type CheckRun implements Node {
    id: ID!
    databaseId: Int
    name: String!
    status: CheckStatusState!
    conclusion: CheckConclusionState
    detailsUrl: URI
    externalId: String
    startedAt: DateTime
    completedAt: DateTime
    title: String
    summary: String
    text: String
    url: URI!
    checkSuite: CheckSuite!
  }

  type CheckSuite implements Node {
    id: ID!
    app: App
  }

  type App implements Node {
    id: ID!
    databaseId: Int
    name: String!
    slug: String!
  }

  enum CheckStatusState {
    REQUESTED
    QUEUED
    IN_PROGRESS
    COMPLETED
    WAITING
    PENDING
  }

  enum CheckConclusionState {
    ACTION_REQUIRED
    TIMED_OUT
    CANCELLED
    FAILURE
    SUCCESS
    NEUTRAL
    SKIPPED
    STARTUP_FAILURE
    STALE
  }
`;
