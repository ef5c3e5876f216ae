import { readFileSync } from "node:fs";

import ts from "typescript";

/** A node of a JSON Schema, as far as it is described. */
export type JsonSchemaNode = Readonly<Record<string, unknown>>;

interface Key {
  readonly description: string;
  /** Names of the types that its value may have, be a list of, or hold. */
  readonly types: readonly string[];
}

const statements = ["pipeline-spec.ts", "manifests-spec.ts", "environment-spec.ts"].flatMap((file) => {
  const text = readFileSync(new URL(`../src/pipeline/${file}`, import.meta.url), "utf8");
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true).statements;
});
const interfaces = new Map(statements.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node]));
const aliases = new Map(statements.filter(ts.isTypeAliasDeclaration).map((node) => [node.name.text, node.type]));

/**
 * Adds the doc comments of an interface of the pipeline to the schema of it, all the way down.
 *
 * @throws Error when the interface does not have the keys of the schema.
 */
export function describeKeys(schema: JsonSchemaNode, name: string): JsonSchemaNode {
  const keys = keysOf(name);
  const properties = Object.entries(propertiesOf(schema) ?? {}).map(([key, inner]) => {
    const known = keys.get(key);
    if (known === undefined) throw new Error(`${name} has no key ${key}`);
    return [key, { description: known.description, ...describeValue(inner, known.types) }] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** A value may be of one of several types, or a list or a record of them. */
function describeValue(schema: JsonSchemaNode, types: readonly string[]): JsonSchemaNode {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return typeof value === "object" && value !== null ? describeValue(value as JsonSchemaNode, types) : value;
  };
  const entries = Object.entries(schema).map(([key, value]) => [
    key,
    ["items", "additionalProperties", "anyOf", "oneOf"].includes(key) ? inside(value) : value,
  ]);
  const whole = Object.fromEntries(entries) as JsonSchemaNode;
  const names = Object.keys(propertiesOf(schema) ?? {});
  const type = types.find((candidate) => names.length > 0 && isOf(names, keysOf(candidate)));
  return type === undefined ? whole : describeKeys(whole, type);
}

/** Of several types it is the one with just these keys. */
function isOf(names: readonly string[], keys: ReadonlyMap<string, Key>): boolean {
  return names.length === keys.size && names.every((name) => keys.has(name));
}

function propertiesOf({ properties }: JsonSchemaNode): Readonly<Record<string, JsonSchemaNode>> | undefined {
  return properties as Readonly<Record<string, JsonSchemaNode>> | undefined;
}

function keysOf(name: string): ReadonlyMap<string, Key> {
  const node = interfaces.get(name);
  if (node === undefined) return new Map();
  const inherited = (node.heritageClauses ?? []).flatMap(({ types }) => types.flatMap((type) => [...namesIn(type)]));
  const own = node.members.filter(ts.isPropertySignature).map((member): readonly [string, Key] => {
    const types = member.type === undefined ? [] : namesIn(member.type);
    return [member.name.getText(), { description: descriptionOf(member), types }];
  });
  return new Map([...inherited.flatMap((base) => [...keysOf(base)]), ...own]);
}

/** Interfaces that a type names, also through the names of unions. */
function namesIn(type: ts.Node): readonly string[] {
  const inner: string[] = [];
  ts.forEachChild(type, (child) => void inner.push(...namesIn(child)));
  if (!ts.isIdentifier(type)) return inner;
  const alias = aliases.get(type.text);
  return alias === undefined ? [type.text] : namesIn(alias);
}

/** The text of the doc comment, without its links and lines. */
function descriptionOf(member: ts.PropertySignature): string {
  const [comment] = ts.getJSDocCommentsAndTags(member);
  const text = comment === undefined ? "" : ts.getTextOfJSDocComment(comment.comment);
  return (text ?? "").replaceAll(/\s+/g, " ").trim();
}
