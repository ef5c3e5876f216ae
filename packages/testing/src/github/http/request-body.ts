import { ApiProblem } from "./api-problem.ts";

/** A JSON object of unknown content, as requests carry it. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Decodes a request body; an empty one is an empty object. */
export function parseBody(bytes: Buffer): JsonObject {
  if (bytes.length === 0) return {};
  const value = parseJson(bytes.toString("utf8"));
  if (value === undefined) throw new ApiProblem(400, "Problems parsing JSON");
  if (!isJsonObject(value)) throw new ApiProblem(400, "Body should be a JSON object");
  return value;
}

/** Decodes JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads a field that must be a string. */
export function requireString(body: JsonObject, field: string): string {
  const value = readString(body, field);
  if (value === undefined) throw invalidRequest(`"${field}" wasn't supplied.`);
  return value;
}

/** Reads a string; absent and null are undefined. */
export function readString(body: JsonObject, field: string): string | undefined {
  const value = body[field] ?? undefined;
  if (value === undefined || typeof value === "string") return value;
  throw wrongType(field, value, "a string");
}

export function readBoolean(body: JsonObject, field: string): boolean | undefined {
  const value = body[field] ?? undefined;
  if (value === undefined || typeof value === "boolean") return value;
  throw wrongType(field, value, "a boolean");
}

export function readStrings(body: JsonObject, field: string): readonly string[] | undefined {
  const values = readArray(body, field);
  return values?.map((value, index) => {
    if (typeof value !== "string") throw wrongType(`${field}/items/${index}`, value, "a string");
    return value;
  });
}

export function readArray(body: JsonObject, field: string): readonly unknown[] | undefined {
  const value = body[field] ?? undefined;
  if (value === undefined || Array.isArray(value)) return value as readonly unknown[] | undefined;
  throw wrongType(field, value, "an array");
}

export function readObject(body: JsonObject, field: string): JsonObject | undefined {
  const value = body[field] ?? undefined;
  if (value === undefined || isJsonObject(value)) return value;
  throw wrongType(field, value, "an object");
}

/** Reads a string that must be one of a few. */
export function readChoice<T extends string>(body: JsonObject, field: string, choices: readonly T[]): T | undefined {
  const value = readString(body, field);
  const choice = choices.find((candidate) => candidate === value);
  if (value !== undefined && choice === undefined) {
    throw invalidRequest(`${value} is not a member of ${JSON.stringify(choices)}.`);
  }
  return choice;
}

/** The answer to a body that does not fit GitHub's schema. */
export function invalidRequest(reason: string): ApiProblem {
  return new ApiProblem(422, `Invalid request.\n\n${reason}`);
}

function wrongType(field: string, value: unknown, expected: string): ApiProblem {
  return invalidRequest(`For 'properties/${field}', ${JSON.stringify(value)} is not ${expected}.`);
}
