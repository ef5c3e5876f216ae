import type { JsonValue } from "../json.ts";
import { formatScalar } from "../json.ts";
import type { ScalarSchema, ScalarType } from "./schema.ts";

const QUANTITY = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?\s*$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const INT32 = 2 ** 31;
const INT64 = 2n ** 63n;

const EXPECTED: Readonly<Record<ScalarType, string>> = {
  bool: "true or false",
  bytes: "base64",
  double: "a number",
  "int-or-string": "an integer or a string",
  int32: "an integer of 32 bits",
  int64: "an integer",
  quantity: "a quantity such as 500m or 1Gi",
  string: "a string",
  time: "a time such as 2024-01-31T12:00:00Z",
};

/** Says what the API server expects in place of a scalar, or gives undefined when it takes the value. Never tells the value. */
export function scalarProblem(schema: ScalarSchema, value: JsonValue): string | undefined {
  if (!accepts(schema.type, value)) {
    const same =
      typeof value === "string" && (schema.type === "bytes" || schema.type === "quantity" || schema.type === "time");
    const got = same ? "another text" : kindOf(value);
    return `must be ${EXPECTED[schema.type]}, but is ${got}${remedyFor(schema.type, value)}`;
  }
  const { values } = schema;
  if (values === undefined || values.includes(value)) return undefined;
  return `must be one of ${values.map((allowed) => formatScalar(allowed)).join(", ")}`;
}

/** Names what a value is, without telling it. */
export function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "bigint") return "a large integer";
  if (typeof value !== "number") return `a ${typeof value}`;
  if (!Number.isInteger(value)) return "a number with a fraction";
  return Math.abs(value) < INT32 ? "an integer" : "a large integer";
}

function accepts(type: ScalarType, value: JsonValue): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "bool":
      return typeof value === "boolean";
    case "int32":
      return Number.isInteger(value) && (value as number) < INT32 && (value as number) >= -INT32;
    case "int64":
      return isInt64(value);
    case "double":
      return typeof value === "number" || typeof value === "bigint";
    case "int-or-string":
      return typeof value === "string" || isInt64(value);
    case "quantity":
      return typeof value === "number" || typeof value === "bigint" || matches(QUANTITY, value);
    case "time":
      return matches(TIME, value);
    case "bytes":
      return typeof value === "string" && isBase64(value);
  }
}

function isInt64(value: JsonValue): boolean {
  if (typeof value === "bigint") return value < INT64 && value >= -INT64;
  return Number.isInteger(value) && Math.abs(value as number) < Number(INT64);
}

function isBase64(text: string): boolean {
  // Go's decoder skips line ends.
  const dense = text.includes("\n") ? text.replace(/[\r\n]/g, "") : text;
  return dense.length % 4 === 0 && BASE64.test(dense);
}

function matches(pattern: RegExp, value: JsonValue): boolean {
  return typeof value === "string" && pattern.test(value);
}

function remedyFor(type: ScalarType, value: JsonValue): string {
  if (type === "bytes") return "; encode it, or write text under stringData (Secret) or data (ConfigMap)";
  if (type === "string" && typeof value !== "object") return "; quote it";
  if (typeof value !== "string") return "";
  if (type === "bool") return "; write it without quotes, or give the placeholder a type: ${name:bool}";
  if (type === "double") return "; write it without quotes, or give the placeholder a type: ${name:number}";
  if (type === "int32" || type === "int64")
    return "; write it without quotes, or give the placeholder a type: ${name:int}";
  return "";
}
