import type { GitHubCall } from "@gitops/testing";

import { operations, type Node, type Operation } from "./description.ts";
import { isKnownMistake } from "./known-mistakes.ts";
import { validateAnswer, validateQuery, validateRequest, type Mismatch } from "./validate.ts";

/** What is compared of a call. */
export type Exchange = Pick<GitHubCall, "route" | "query" | "requestBody" | "status" | "responseBody">;

/** Errors that GitHub may answer to any operation, whether its page names them or not; 5xx besides. */
const GENERAL_ERRORS = [401, 403, 404, 409, 422, 429];
/** Described by GitHub's GraphQL schema instead, which the embedded GitHub holds every document against. */
const GRAPHQL = "POST /graphql";
const GENERAL_ERROR: Node = {
  allOf: [{ $ref: "#/components/schemas/basic-error" }, { type: "object", required: ["message"] }],
};

/**
 * Compares one call and its answer with GitHub's own description of the operation.
 *
 * A request that was refused is not compared: whether it deserved that is for the test that sent it.
 *
 * @returns one sentence per disagreement; none when the call is one that GitHub would take and give.
 */
export function checkExchange(exchange: Exchange): readonly string[] {
  const { route, status } = exchange;
  if (route === GRAPHQL) return [];
  const operation = operations.get(route);
  if (operation === undefined) {
    return [`"${route}" is not described: if GitHub has it, add it to operations.json and run npm run openapi`];
  }
  const sent = status < 400 ? [...checkQuery(operation, exchange), ...checkRequestBody(operation, exchange)] : [];
  return [...sent, ...checkAnswer(operation, exchange)]
    .filter((mismatch) => !isKnownMistake(route, mismatch))
    .map(({ path, text }) => `${route}: ${path} ${text}`);
}

function checkQuery(operation: Operation, { query }: Exchange): readonly Mismatch[] {
  return within("query", validateQuery(operation.query, { ...query }));
}

function checkRequestBody(operation: Operation, { requestBody }: Exchange): readonly Mismatch[] {
  if (requestBody === undefined) return operation.isBodyRequired ? [{ path: "request", text: "has no body" }] : [];
  if (operation.body === undefined)
    return [{ path: "request", text: "has a body, which the description does not give" }];
  return within("request", validateRequest(operation.body, requestBody));
}

function checkAnswer(operation: Operation, { status, responseBody }: Exchange): readonly Mismatch[] {
  const path = `answer ${status}`;
  const schema = operation.answers.get(status);
  const isBareError = status >= 400 && schema === undefined && responseBody !== undefined;
  if (!operation.answers.has(status) || isBareError) return checkGeneralAnswer(path, status, responseBody);
  if (schema !== undefined) return within(path, validateAnswer(schema, responseBody));
  return responseBody === undefined ? [] : [{ path, text: "has a body, which the description does not give" }];
}

function checkGeneralAnswer(path: string, status: number, responseBody: unknown): readonly Mismatch[] {
  // Any conditional request may find its copy fresh; GitHub's proxies answer 5xx with whatever they have.
  if (status === 304 || status >= 500) return [];
  if (!GENERAL_ERRORS.includes(status)) return [{ path, text: "is not a status of this operation" }];
  return within(path, validateAnswer(GENERAL_ERROR, responseBody));
}

function within(part: string, mismatches: readonly Mismatch[]): readonly Mismatch[] {
  return mismatches.map(({ path, text }) => ({ path: `${part}${path}`, text }));
}
