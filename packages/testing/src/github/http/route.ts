import type { Account } from "../account.ts";
import type { App } from "../apps/app.ts";
import type { GitHubInstance } from "../instance.ts";
import type { Repository } from "../records/repository.ts";
import { ApiProblem } from "./api-problem.ts";
import type { RepositoryAccess } from "./repository-access.ts";
import type { JsonObject } from "./request-body.ts";

/** A REST request, as handlers see it. */
export interface ApiRequest {
  readonly github: GitHubInstance;
  /** The account behind the token; undefined for anonymous requests. */
  readonly account: Account | undefined;
  /** The App behind a JSON web token; undefined for all other requests. */
  readonly app: App | undefined;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  /** How operations outside of one repository read and write in those that they name. */
  readonly access: RepositoryAccess;
  /** Path without host and query, as it was asked for. */
  readonly path: string;
}

/** A request below `/repos/{owner}/{repo}`. */
export interface RepositoryRequest extends ApiRequest {
  readonly repository: Repository;
}

/** What a handler answers; without a body it is an empty answer. */
export interface ApiReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation of GitHub's REST description and the function that answers it. */
export interface Route<Request extends ApiRequest> {
  /** Method and path template as the OpenAPI description writes them. */
  readonly route: string;
  /** The page that describes it; error answers name it. */
  readonly documentation: string;
  readonly answer: (request: Request) => ApiReply | Promise<ApiReply>;
}

export type GlobalRoute = Route<ApiRequest>;
export type RepositoryRoute = Route<RepositoryRequest>;

/** Reads a path parameter that the route's template names. */
export function param(request: ApiRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new TypeError(`The route has no parameter {${name}}.`);
  return value;
}

/** The account that acts; anonymous requests end here. */
export function actorOf(request: ApiRequest): Account {
  if (request.account === undefined) throw new ApiProblem(401, "Requires authentication");
  return request.account;
}
