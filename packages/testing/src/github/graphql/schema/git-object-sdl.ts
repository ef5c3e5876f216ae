/** The objects of Git. A part of GitHub's schema: https://docs.github.com/graphql/overview/public-schema */
export const GIT_OBJECT_SDL = /* GraphQL */ `
  interface GitObject {
    id: ID!
    oid: GitObjectID!
    abbreviatedOid: String!
    repository: Repository!
  }

  type Commit implements GitObject & Node {
    id: ID!
    oid: GitObjectID!
    abbreviatedOid: String!
    repository: Repository!
    url: URI!
    message: String!
    messageHeadline: String!
    messageBody: String!
    author: GitActor
    authoredDate: DateTime!
    committer: GitActor
    committedDate: DateTime!
    signature: GitSignature
    tree: Tree!
    parents(first: Int, last: Int, after: String, before: String): CommitConnection!
    history(path: String, first: Int, last: Int, after: String, before: String): CommitHistoryConnection!
    file(path: String!): TreeEntry
    status: Status
    statusCheckRollup: StatusCheckRollup
  }

  type CommitConnection {
    nodes: [Commit]
    pageInfo: PageInfo!
    totalCount: Int!
  }

  type CommitHistoryConnection {
    nodes: [Commit]
    pageInfo: PageInfo!
    totalCount: Int!
  }

  type GitActor {
    name: String
    email: String
    date: GitTimestamp
    user: User
  }

  interface GitSignature {
    email: String!
    isValid: Boolean!
    payload: String!
    signature: String!
    state: GitSignatureState!
    wasSignedByGitHub: Boolean!
  }

  type GpgSignature implements GitSignature {
    email: String!
    isValid: Boolean!
    payload: String!
    signature: String!
    state: GitSignatureState!
    wasSignedByGitHub: Boolean!
    keyId: String
  }

  type Tree implements GitObject & Node {
    id: ID!
    oid: GitObjectID!
    abbreviatedOid: String!
    repository: Repository!
    entries: [TreeEntry!]
  }

  type TreeEntry {
    name: String!
    path: String
    mode: Int!
    type: String!
    oid: GitObjectID!
    size: Int!
    object: GitObject
    repository: Repository!
  }

  type Blob implements GitObject & Node {
    id: ID!
    oid: GitObjectID!
    abbreviatedOid: String!
    repository: Repository!
    byteSize: Int!
    isBinary: Boolean
    isTruncated: Boolean!
    text: String
  }

  type Tag implements GitObject & Node {
    id: ID!
    oid: GitObjectID!
    abbreviatedOid: String!
    repository: Repository!
    name: String!
    message: String
    target: GitObject!
  }

  enum GitSignatureState {
    VALID
    INVALID
    MALFORMED_SIG
    UNKNOWN_KEY
    BAD_EMAIL
    UNVERIFIED_EMAIL
    NO_USER
    UNKNOWN_SIG_TYPE
    UNSIGNED
    GPGVERIFY_UNAVAILABLE
    GPGVERIFY_ERROR
    NOT_SIGNING_KEY
    EXPIRED_KEY
    OCSP_PENDING
    OCSP_ERROR
    BAD_CERT
    OCSP_REVOKED
  }
`;
