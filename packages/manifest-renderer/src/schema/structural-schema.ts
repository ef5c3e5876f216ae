import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import { OBJECT_META } from "./object-meta.ts";
import type { ObjectSchema, ScalarType, Schema } from "./schema.ts";
import { ANY, STRING } from "./schema.ts";

const SCALARS: Readonly<Record<string, ScalarType>> = {
  boolean: "bool",
  integer: "int64",
  number: "double",
  string: "string",
};
const OBJECT_FIELDS: readonly (readonly [string, Schema])[] = [
  ["apiVersion", STRING],
  ["kind", STRING],
  ["metadata", OBJECT_META],
];

/** Reads the schema of a custom kind. Each object of the API has `apiVersion`, `kind` and `metadata`, declared or not. */
export function objectOfStructuralSchema(schema: JsonValue | undefined): ObjectSchema {
  if (!isJsonObject(schema)) return { type: "object", fields: new Map(OBJECT_FIELDS), required: [], open: true };
  return asObject(schema, []);
}

/** Reads one level of a structural schema; what cannot be told from it may be anything. */
function readSchema(schema: JsonValue | undefined): Schema {
  if (!isJsonObject(schema)) return ANY;
  const values = schema["enum"];
  const enumerated = Array.isArray(values) ? { values: values as readonly JsonValue[] } : {};
  if (schema["x-kubernetes-int-or-string"] === true) return { type: "int-or-string", ...enumerated };
  if (schema["type"] === "array") return { type: "list", items: readSchema(schema["items"]) };
  if (schema["type"] === "object") return readMap(schema);
  const scalar = typeof schema["type"] === "string" ? SCALARS[schema["type"]] : undefined;
  return scalar === undefined ? ANY : { type: scalar, ...enumerated };
}

function readMap(schema: JsonObject): Schema {
  const { additionalProperties, properties } = schema;
  if (schema["x-kubernetes-embedded-resource"] === true) return asObject(schema, ["apiVersion", "kind"]);
  if (isJsonObject(properties)) return readFields(schema, []);
  if (isJsonObject(additionalProperties)) return { type: "map", items: readSchema(additionalProperties) };
  return additionalProperties === true ? { type: "map", items: ANY } : readFields(schema, []);
}

function asObject(schema: JsonObject, required: readonly string[]): ObjectSchema {
  const object = readFields(schema, required);
  return { ...object, fields: new Map([...object.fields, ...OBJECT_FIELDS]) };
}

function readFields(schema: JsonObject, alsoRequired: readonly string[]): ObjectSchema {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const declared = Array.isArray(schema["required"]) ? (schema["required"] as readonly JsonValue[]) : [];
  const names = declared.filter((name) => typeof name === "string");
  return {
    type: "object",
    fields: new Map(Object.entries(properties).map(([name, property]) => [name, readSchema(property)])),
    required: [...alsoRequired, ...names.filter((name) => !isFilledIn(properties[name]))],
    open: schema["x-kubernetes-preserve-unknown-fields"] === true || schema["additionalProperties"] === true,
  };
}

/** Defaults are filled in before required fields are looked for, and `null` may be a value. */
function isFilledIn(property: JsonValue | undefined): boolean {
  return isJsonObject(property) && (property["default"] !== undefined || property["nullable"] === true);
}
