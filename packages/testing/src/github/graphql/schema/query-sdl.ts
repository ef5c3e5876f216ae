/** What a document may ask for, and the people it meets. A part of GitHub's schema: https://docs.github.com/graphql/overview/public-schema */
export const QUERY_SDL = /* GraphQL */ `
  type Query {
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    rateLimit: RateLimit
    repository(owner: String!, name: String!): Repository
    viewer: User!
  }

  type RateLimit {
    cost: Int!
    limit: Int!
    remaining: Int!
    resetAt: DateTime!
    used: Int!
  }

  interface Node {
    id: ID!
  }

  type PageInfo {
    startCursor: String
    endCursor: String
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
  }

  interface Actor {
    login: String!
    url: URI!
  }

  interface RepositoryOwner {
    id: ID!
    login: String!
    url: URI!
  }

  type User implements Actor & Node & RepositoryOwner {
    id: ID!
    login: String!
    name: String
    url: URI!
  }

  type Bot implements Actor & Node {
    id: ID!
    login: String!
    url: URI!
  }

  type Organization implements Actor & Node & RepositoryOwner {
    id: ID!
    login: String!
    url: URI!
  }

  enum OrderDirection {
    ASC
    DESC
  }

  scalar Base64String

  scalar DateTime

  scalar GitObjectID

  scalar GitRefname

  scalar GitTimestamp

  scalar URI
`;
