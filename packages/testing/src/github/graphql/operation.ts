import { Kind, parse, type DocumentNode, type OperationDefinitionNode } from "graphql";

import { isJsonObject } from "../http/request-body.ts";

/** The name of GraphQL among the routes. */
export const GRAPHQL_ROUTE = "POST /graphql";

/** What a GraphQL document asked for. */
export interface GraphQLOperation {
  /** Whether it reads or writes. */
  readonly type: "query" | "mutation" | "subscription";
  /** The name that the document gives it; undefined for an anonymous one. */
  readonly name: string | undefined;
  /** Its root fields by GitHub's names and in their order, e.g. `["createCommitOnBranch"]`; without those of fragments. */
  readonly fields: readonly string[];
}

/** Tells what the body of a call to GraphQL asks for; undefined when it cannot be read. */
export function describeOperation(body: unknown): GraphQLOperation | undefined {
  if (!isJsonObject(body) || typeof body["query"] !== "string") return undefined;
  const operation = findOperation(tryParse(body["query"]), body["operationName"]);
  if (operation === undefined) return undefined;
  const { selections } = operation.selectionSet;
  return {
    type: operation.operation,
    name: operation.name?.value,
    fields: selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : [])),
  };
}

function findOperation(document: DocumentNode | undefined, name: unknown): OperationDefinitionNode | undefined {
  const operations = (document?.definitions ?? []).filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return (operations as OperationDefinitionNode[]).find(
    (operation) => typeof name !== "string" || operation.name?.value === name,
  );
}

function tryParse(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}
