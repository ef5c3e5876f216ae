import type { JsonValue } from "../json.ts";

/** What a value may be. `null` is the same as an absent field, as for the API server. */
export type Schema = AnySchema | ListSchema | MapSchema | ObjectSchema | ScalarSchema;

/** Any value: what is inside is not known. */
export interface AnySchema {
  /** Discriminant. */
  readonly type: "any";
}

/** How the API server reads a scalar. Quantities and ports may be numbers or strings, times and bytes are strings. */
export type ScalarType =
  "bool" | "bytes" | "double" | "int-or-string" | "int32" | "int64" | "quantity" | "string" | "time";

/** A scalar. */
export interface ScalarSchema {
  /** How the value is read. */
  readonly type: ScalarType;
  /** Values that are allowed. Default: all of the type. */
  readonly values?: readonly JsonValue[] | undefined;
}

/** A list. */
export interface ListSchema {
  /** Discriminant. */
  readonly type: "list";
  /** Schema of each item. */
  readonly items: Schema;
}

/** A map with keys of the user's choice. */
export interface MapSchema {
  /** Discriminant. */
  readonly type: "map";
  /** Schema of each value. */
  readonly items: Schema;
}

/** A map with known fields. */
export interface ObjectSchema {
  /** Discriminant. */
  readonly type: "object";
  /** Fields by their names. */
  readonly fields: ReadonlyMap<string, Schema>;
  /** Fields that must be there. */
  readonly required: readonly string[];
  /** Whether other fields are kept. Otherwise the API server refuses or drops them. */
  readonly open: boolean;
}

/** The schema of a value of which nothing is known. */
export const ANY: AnySchema = { type: "any" };

/** The schema of a string. */
export const STRING: ScalarSchema = { type: "string" };
