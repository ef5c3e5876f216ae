import { fieldPath } from "../field-path.ts";
import type { Finding } from "../diagnostic.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { Resource } from "../resource/resource.ts";
import { nearestField } from "./nearest-field.ts";
import { OBJECT_META } from "./object-meta.ts";
import { kindOf, scalarProblem } from "./scalar-problem.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema } from "./schema.ts";
import type { SchemaPack } from "./schema-pack.ts";

const SOPS_CIPHERTEXT = "ENC[";
const SHOWN_NAME = 60;
const MAX_FINDINGS = 100;
const PLAIN_NAME = /^[\w.-]+$/;

/**
 * Finds what the API server would refuse or drop: unknown fields, wrong types, missing required fields.
 *
 * Of a kind that no schema describes only the metadata is looked at. In `status` nothing is required: it is the
 * cluster's to write. In documents of SOPS each ciphertext may stand for any scalar. Gives at most 100 findings.
 */
export function validateResource(resource: Resource, schemas: SchemaPack): readonly Finding[] {
  const walk = new SchemaWalk(resource);
  const schema = schemas.schemaOf(resource.apiVersion, resource.kind);
  if (schema === undefined)
    return [unknownKind(resource, schemas), ...walk.check(resource.metadata, OBJECT_META, "metadata")];
  return walk.check(resource, schema);
}

function unknownKind({ apiVersion, kind }: Resource, schemas: SchemaPack): Finding {
  const known = schemas.apiVersionsOf(kind);
  const remedy =
    known.length > 0
      ? `${kind} is known in ${known.join(", ")}`
      : "give its CustomResourceDefinition to have its fields checked";
  return {
    code: "schema/unknown-kind",
    path: "apiVersion",
    message: `no schema describes ${kind} of ${apiVersion}; ${remedy}`,
  };
}

class SchemaWalk {
  readonly #findings: Finding[] = [];
  readonly #steps: (number | string)[] = [];
  readonly #root: Resource;
  readonly #encrypted: boolean;
  #inStatus = false;

  constructor(root: Resource) {
    this.#root = root;
    this.#encrypted = isJsonObject(root["sops"]);
  }

  check(value: JsonValue, schema: Schema, field?: string): readonly Finding[] {
    if (field !== undefined) this.#steps.push(field);
    this.#walk(value, schema);
    return this.#findings;
  }

  #walk(value: JsonValue, schema: Schema): void {
    if (value === null || schema.type === "any") return;
    if (schema.type === "list") {
      if (Array.isArray(value)) this.#walkItems(value as readonly JsonValue[], schema);
      else this.#add("schema/type", `must be a list, but is ${kindOf(value)}`);
    } else if (schema.type === "object" || schema.type === "map") {
      if (!isJsonObject(value)) this.#add("schema/type", `must be a map, but is ${kindOf(value)}`);
      else if (schema.type === "object") this.#walkFields(value, schema);
      else this.#walkEntries(value, schema);
    } else if (!this.#encrypted || typeof value !== "string" || !value.startsWith(SOPS_CIPHERTEXT)) {
      const problem = scalarProblem(schema, value);
      if (problem !== undefined) this.#add("schema/type", problem);
    }
  }

  #walkFields(value: JsonObject, schema: ObjectSchema): void {
    const isRoot = value === this.#root;
    for (const name of Object.keys(value)) {
      const field = schema.fields.get(name);
      if (field === undefined) {
        if (!schema.open && !(isRoot && this.#encrypted && name === "sops")) this.#addUnknown(name, schema);
        continue;
      }
      if (isRoot) this.#inStatus = name === "status";
      this.#steps.push(name);
      this.#walk(value[name] ?? null, field);
      this.#steps.pop();
    }
    if (isRoot) this.#inStatus = false;
    if (this.#inStatus) return;
    for (const name of schema.required) {
      if ((value[name] ?? null) === null) this.#add("schema/required", "is required; add it", name);
    }
  }

  #walkEntries(value: JsonObject, { items }: MapSchema): void {
    for (const key of Object.keys(value)) {
      this.#steps.push(key);
      this.#walk(value[key] ?? null, items);
      this.#steps.pop();
    }
  }

  #walkItems(value: readonly JsonValue[], { items }: ListSchema): void {
    for (let index = 0; index < value.length; index++) {
      this.#steps.push(index);
      this.#walk(value[index] ?? null, items);
      this.#steps.pop();
    }
  }

  #addUnknown(name: string, schema: ObjectSchema): void {
    if (this.#findings.length >= MAX_FINDINGS) return;
    const nearest = nearestField(name, schema.fields.keys());
    const remedy =
      nearest === undefined
        ? "the API server refuses or drops it; remove it, or look where it belongs"
        : `did you mean ${nearest}?`;
    this.#add("schema/unknown-field", `is no field of ${this.#root.kind} here; ${remedy}`, name.slice(0, SHOWN_NAME));
  }

  #add(code: Finding["code"], message: string, field?: string): void {
    if (this.#findings.length >= MAX_FINDINGS) return;
    const steps = field === undefined ? this.#steps : [...this.#steps, field];
    this.#findings.push({ code, path: placeOf(this.#root, steps), message });
  }
}

/** Writes the place of a value; items of a list go by their name, where they have one. */
function placeOf(root: JsonValue, steps: readonly (number | string)[]): string {
  let value: JsonValue = root;
  let place = "";
  for (const step of steps) {
    if (typeof step === "string") {
      place = fieldPath(place, step);
      value = isJsonObject(value) ? (value[step] ?? null) : null;
    } else {
      value = Array.isArray(value) ? ((value as readonly JsonValue[])[step] ?? null) : null;
      const name = isJsonObject(value) ? value["name"] : undefined;
      place += typeof name === "string" && PLAIN_NAME.test(name) ? `[name=${name}]` : `[${step}]`;
    }
  }
  return place;
}
