import { readFileSync } from "node:fs";

/** A node of the description; most are schemas. */
export type Node = Readonly<Record<string, unknown>>;

/** What the description says of one operation. */
export interface Operation {
  /** Schema of all query parameters as one object. */
  readonly query: Node;
  /** Schema of the request body; undefined when the operation takes none. */
  readonly body: Node | undefined;
  /** Whether a request without body is refused. */
  readonly isBodyRequired: boolean;
  /** Schema of the answer's JSON body by HTTP status; undefined for an answer without one. */
  readonly answers: ReadonlyMap<number, Node | undefined>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Node>>>>;
}

interface DescribedOperation {
  readonly parameters?: readonly Node[];
  readonly requestBody?: Node;
  readonly responses: Readonly<Record<string, Node>>;
}

/** GitHub's own description of the operations in operations.json; scripts/openapi-slice.mjs writes it. */
const description = JSON.parse(readFileSync(new URL("github.json", import.meta.url), "utf8")) as Description;

/** The schemas that others refer to, by name. */
export const schemas = description.components["schemas"] ?? {};

/** Every described operation by its name, e.g. `POST /repos/{owner}/{repo}/statuses/{sha}`. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => [`${method.toUpperCase()} ${path}`, toOperation(described)]),
  ),
);

function toOperation({ parameters = [], requestBody, responses }: DescribedOperation): Operation {
  return {
    query: toQuerySchema(parameters.map(dereference).filter((parameter) => parameter["in"] === "query")),
    body: requestBody && bodySchema(requestBody),
    isBodyRequired: requestBody?.["required"] === true,
    answers: new Map(
      Object.entries(responses).map(([status, response]) => [Number(status), bodySchema(dereference(response))]),
    ),
  };
}

function toQuerySchema(parameters: readonly Node[]): Node {
  return {
    type: "object",
    required: parameters.filter((parameter) => parameter["required"] === true).map((parameter) => parameter["name"]),
    properties: Object.fromEntries(parameters.map((parameter) => [parameter["name"], parameter["schema"]])),
  };
}

function bodySchema(message: Node): Node | undefined {
  const content = message["content"] as Readonly<Record<string, Node>> | undefined;
  return content?.["application/json"]?.["schema"] as Node | undefined;
}

/** Follows a reference such as `#/components/parameters/owner`. */
function dereference(node: Node): Node {
  const [, , section = "", name = ""] = typeof node["$ref"] === "string" ? node["$ref"].split("/") : [];
  return description.components[section]?.[name] ?? node;
}
