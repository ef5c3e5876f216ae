import type { Node } from "./description.ts";

/** How {@link toJsonSchema} treats objects. */
interface ConversionOptions {
  /** Whether properties that the description does not name are refused; default false. */
  readonly closed?: boolean;
}

/** The name under which references find the components of the description. */
export const COMPONENTS = "github";

const COMPOSITIONS = ["allOf", "anyOf", "oneOf"];

type SchemasByName = Readonly<Record<string, Node>>;
type Seal = (schema: Node) => Node;

/**
 * Turns a schema of OpenAPI 3.0 into JSON Schema 2019-09: `nullable` becomes a choice with null.
 *
 * Closed objects are for requests. An answer may say more than the description does, a request may not.
 */
export function toJsonSchema(schema: Node, options: ConversionOptions = {}): Node {
  return convertSchema(schema, options.closed === true ? close : (open) => open);
}

/** Turns the schemas among the components of the description into what references lead to. */
export function toComponents(schemas: SchemasByName, options: ConversionOptions = {}): Node {
  return { components: { schemas: mapValues(schemas, (schema) => toJsonSchema(schema, options)) } };
}

/** Converts a schema that describes a whole value: the root, a property, an item. Only such a one can be closed. */
function convertSchema(schema: Node, seal: Seal): Node {
  return orNull(schema, seal(convertKeywords(schema, seal)));
}

/** Converts a part of a composition. It sees only some of the properties, so the whole is closed instead. */
function convertPart(part: Node, seal: Seal): Node {
  return orNull(part, convertKeywords(part, seal));
}

function orNull(schema: Node, converted: Node): Node {
  return schema["nullable"] === true ? { anyOf: [{ type: "null" }, converted] } : converted;
}

function convertKeywords(schema: Node, seal: Seal): Node {
  const keywords = Object.entries(schema).filter(([key]) => key !== "nullable");
  return Object.fromEntries(keywords.map(([key, value]) => [key, convertKeyword(key, value, seal)]));
}

function convertKeyword(key: string, value: unknown, seal: Seal): unknown {
  if (key === "$ref") return `${COMPONENTS}${String(value)}`;
  if (COMPOSITIONS.includes(key)) return (value as readonly Node[]).map((part) => convertPart(part, seal));
  if (key === "properties") return mapValues(value as SchemasByName, (schema) => convertSchema(schema, seal));
  const isSchema = (key === "items" || key === "additionalProperties") && typeof value === "object";
  return isSchema ? convertSchema(value as Node, seal) : value;
}

function close(schema: Node): Node {
  const namesProperties = schema["properties"] !== undefined || COMPOSITIONS.some((key) => schema[key] !== undefined);
  const isClosed = namesProperties && schema["additionalProperties"] === undefined;
  return isClosed ? { ...schema, unevaluatedProperties: false } : schema;
}

function mapValues(schemas: SchemasByName, map: (schema: Node) => Node): SchemasByName {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, map(schema)]));
}
