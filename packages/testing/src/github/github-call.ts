import type { GraphQLOperation } from "./graphql/operation.ts";

/** One call of REST or GraphQL and its answer. */
export interface GitHubCall {
  /** HTTP method. */
  readonly method: string;
  /** GitHub's own name of the operation, e.g. `POST /repos/{owner}/{repo}/statuses/{sha}`; empty when none fits. GraphQL is `POST /graphql`. */
  readonly route: string;
  /** What a GraphQL document asked for; undefined for REST. */
  readonly graphql?: GraphQLOperation;
  /** Path as it was called, without `/api/v3` and query. */
  readonly path: string;
  /** Query parameters. */
  readonly query: Readonly<Record<string, string>>;
  /** Login behind the token; undefined for anonymous calls. */
  readonly login: string | undefined;
  /** Decoded JSON body; undefined when there was none. */
  readonly requestBody: unknown;
  /** HTTP status of the answer, also of one that a fault kept from the caller. */
  readonly status: number;
  /** Decoded JSON body of the answer; undefined when there was none. */
  readonly responseBody: unknown;
  /** Time of the call, RFC 3339. */
  readonly at: string;
  /** Names of the faults that were played on this call. */
  readonly fault?: string;
}
