/** What a document may change. A part of GitHub's schema: https://docs.github.com/graphql/overview/public-schema */
export const MUTATION_SDL = /* GraphQL */ `
  type Mutation {
    createCommitOnBranch(input: CreateCommitOnBranchInput!): CreateCommitOnBranchPayload
    updateRefs(input: UpdateRefsInput!): UpdateRefsPayload
  }

  input CreateCommitOnBranchInput {
    clientMutationId: String
    branch: CommittableBranch!
    fileChanges: FileChanges
    message: CommitMessage!
    expectedHeadOid: GitObjectID!
  }

  input CommittableBranch {
    id: ID
    repositoryNameWithOwner: String
    branchName: String
  }

  input CommitMessage {
    headline: String!
    body: String
  }

  input FileChanges {
    deletions: [FileDeletion!] = []
    additions: [FileAddition!] = []
  }

  input FileAddition {
    path: String!
    contents: Base64String!
  }

  input FileDeletion {
    path: String!
  }

  type CreateCommitOnBranchPayload {
    clientMutationId: String
    commit: Commit
    ref: Ref
  }

  input UpdateRefsInput {
    clientMutationId: String
    repositoryId: ID!
    refUpdates: [RefUpdate!]!
  }

  input RefUpdate {
    name: GitRefname!
    afterOid: GitObjectID!
    beforeOid: GitObjectID
    force: Boolean = false
  }

  type UpdateRefsPayload {
    clientMutationId: String
  }
`;
