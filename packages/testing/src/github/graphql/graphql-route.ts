import { execute, GraphQLError, parse, validate, type ExecutionResult } from "graphql";

import { undecodable } from "../apps/json-web-token.ts";
import { ApiProblem } from "../http/api-problem.ts";
import { readObject } from "../http/request-body.ts";
import type { ApiReply, ApiRequest, GlobalRoute } from "../http/route.ts";
import { formatError } from "./format-error.ts";
import { GRAPHQL_ROUTE } from "./operation.ts";
import { servedSchema } from "./schema/schema.ts";
import type { Scope } from "./scope.ts";

/** GraphQL: one operation, whatever the document asks for. */
export const graphqlRoutes: readonly GlobalRoute[] = [
  {
    route: GRAPHQL_ROUTE,
    documentation: "https://docs.github.com/graphql/guides/forming-calls-with-graphql#authenticating-with-graphql",
    answer: answerDocument,
  },
];

/** Errors come with 200, as on GitHub; only who asks without a token or without a document hears of it by the status. */
async function answerDocument(request: ApiRequest): Promise<ApiReply> {
  const { github, account, access, body } = request;
  if (request.app !== undefined) throw undecodable();
  if (account === undefined) throw new ApiProblem(401, "This endpoint requires you to be authenticated.");
  const query = body["query"];
  if (typeof query !== "string") {
    throw new ApiProblem(400, "A query attribute must be specified and must be a string.");
  }
  try {
    github.rateLimiter.count(account, "graphql");
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { status: 200, body: { errors: [{ type: "RATE_LIMITED", message: error.message }] } };
  }
  const operationName = typeof body["operationName"] === "string" ? body["operationName"] : undefined;
  const variables = readObject(body, "variables") ?? {};
  const result = await run(query, { operationName, variables }, { github, account, access });
  return { status: 200, body: toJson(result) };
}

interface Inputs {
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

async function run(query: string, { operationName, variables }: Inputs, scope: Scope): Promise<ExecutionResult> {
  const schema = servedSchema();
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length > 0) return { errors };
    return await execute({ schema, document, contextValue: scope, variableValues: variables, operationName });
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

// Through JSON, so that a log of calls shows what was sent.
function toJson({ data, errors }: ExecutionResult): unknown {
  const answer = { data, ...(errors === undefined ? {} : { errors: errors.map(formatError) }) };
  return JSON.parse(JSON.stringify(answer)) as unknown;
}
