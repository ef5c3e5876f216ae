/** Kinds of errors, as GitHub names them in `errors[].type`. */
export type GraphQLProblemType =
  | "EXCESSIVE_PAGINATION"
  | "FORBIDDEN"
  | "MISSING_PAGINATION_BOUNDARIES"
  | "NOT_FOUND"
  | "RATE_LIMITED"
  | "STALE_DATA"
  | "UNPROCESSABLE";

/**
 * Ends a field with one of GitHub's errors; the rest of the document is answered.
 *
 * @see https://docs.github.com/graphql/guides/using-graphql-clients
 */
export class GraphQLProblem extends Error {
  override readonly name = "GraphQLProblem";
  readonly type: GraphQLProblemType;

  constructor(type: GraphQLProblemType, message: string) {
    super(message);
    this.type = type;
  }
}
