import type { SchemaPack } from "./schema-pack.ts";
import type { ObjectSchema, ScalarType, Schema } from "./schema.ts";
import { ANY } from "./schema.ts";

/** Tables that `scripts/generate-schemas.mjs` writes. */
export interface SchemaTables {
  /** Text that differs when the tables differ. */
  readonly fingerprint: string;
  /** An API version a line, with its kinds: `Kind:Type`. */
  readonly kinds: string;
  /** A type a line, with its fields: `name`, `name!:type`. */
  readonly types: string;
}

const SCALARS: ReadonlySet<string> = new Set<ScalarType>([
  "bool",
  "bytes",
  "double",
  "int-or-string",
  "int32",
  "int64",
  "quantity",
  "string",
  "time",
]);

/** Reads tables of schemas; each part is read when it is asked for the first time, because most renders need few kinds. */
export function decodeSchemas(tables: SchemaTables): SchemaPack {
  let kinds: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;
  const types = new TypeTable(tables.types);
  const kindsByApiVersion = () => (kinds ??= readKinds(tables.kinds));
  return {
    fingerprint: tables.fingerprint,
    schemaOf(apiVersion, kind) {
      const type = kindsByApiVersion().get(apiVersion)?.get(kind);
      return type === undefined ? undefined : types.get(type);
    },
    apiVersionsOf: (kind) =>
      [...kindsByApiVersion()].filter(([, types]) => types.has(kind)).map(([version]) => version),
  };
}

function readKinds(table: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const lines = table.trim().split("\n");
  return new Map(
    lines.map((line) => {
      const [apiVersion = "", ...kinds] = line.split(" ");
      return [apiVersion, new Map(kinds.map((kind) => splitAt(kind, kind.indexOf(":"))))];
    }),
  );
}

class TypeTable {
  readonly #table: string;
  readonly #read = new Map<string, ObjectSchema>();
  #lines: ReadonlyMap<string, string> | undefined;

  constructor(table: string) {
    this.#table = table;
  }

  get(name: string): ObjectSchema {
    const read = this.#read.get(name) ?? this.#readType(name);
    this.#read.set(name, read);
    return read;
  }

  #readType(name: string): ObjectSchema {
    this.#lines ??= new Map(
      this.#table
        .trim()
        .split("\n")
        .map((line) => splitAt(line, line.indexOf(" "))),
    );
    const fields = (this.#lines.get(name) ?? "").split(" ").filter((field) => field !== "");
    return new LazyObject(fields, (type) => this.#schemaOf(type));
  }

  #schemaOf(type: string): Schema {
    if (type.startsWith("[]")) return { type: "list", items: this.#schemaOf(type.slice(2)) };
    if (type.startsWith("{}")) return { type: "map", items: this.#schemaOf(type.slice(2)) };
    if (type === "any") return ANY;
    return SCALARS.has(type) ? { type: type as ScalarType } : this.get(type);
  }
}

/** A type refers to others, and some to themselves: its fields are resolved when somebody looks. */
class LazyObject implements ObjectSchema {
  readonly type = "object";
  readonly open = false;
  readonly required: readonly string[];
  readonly #entries: readonly (readonly [string, string])[];
  readonly #schemaOf: (type: string) => Schema;
  #fields: ReadonlyMap<string, Schema> | undefined;

  constructor(fields: readonly string[], schemaOf: (type: string) => Schema) {
    const entries = fields.map((field) => splitAt(field, field.indexOf(":")));
    this.required = entries.filter(([name]) => name.endsWith("!")).map(([name]) => name.slice(0, -1));
    this.#entries = entries.map(([name, type]) => [name.replace(/!$/, ""), type === "" ? "string" : type]);
    this.#schemaOf = schemaOf;
  }

  get fields(): ReadonlyMap<string, Schema> {
    return (this.#fields ??= new Map(this.#entries.map(([name, type]) => [name, this.#schemaOf(type)])));
  }
}

function splitAt(text: string, at: number): [string, string] {
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
