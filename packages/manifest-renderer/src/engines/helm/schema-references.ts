import { err, ok, Result } from "neverthrow";

import type { FileSet } from "../../file-set.ts";
import type { JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import { TemplateUnsafeError } from "../errors.ts";

const SCHEMA_FILE = /(?:^|\/)values\.schema\.json$/;
const REFERENCES = new Set(["$ref", "$dynamicRef", "$recursiveRef"]);
const DRAFT = /^https?:\/\/json-schema\.org\/(?:draft-0[467]\/schema|draft\/(?:2019-09|2020-12)\/schema)#?$/;

const parseJson = Result.fromThrowable((text: string) => JSON.parse(text) as JsonValue);

/**
 * Refuses schemas of values that refer to other files: Helm reads any file of the machine for a `$ref`, and fetches any address.
 *
 * @see https://helm.sh/docs/topics/charts/#schema-files
 */
export function checkSchemas(files: FileSet): Result<void, TemplateUnsafeError> {
  for (const [path, content] of files) {
    if (!SCHEMA_FILE.test(path)) continue;
    const schema = parseJson(typeof content === "string" ? content : Buffer.from(content).toString());
    // Helm says itself that a schema is no JSON.
    const outside = schema.isOk() ? findOutside(schema.value) : undefined;
    if (outside === undefined) continue;
    const problem = `the schema refers to ${JSON.stringify(outside.slice(0, 200))}, which Helm would read or fetch; write it into $defs, and refer to #/$defs/...`;
    return err(new TemplateUnsafeError(path, problem));
  }
  return ok();
}

/** Whether the chart, or one that it depends on, is an archive: nobody has looked at the schemas in there. */
export function hasArchives(files: FileSet): boolean {
  return [...files.keys()].some((path) => path.endsWith(".tgz") || path.endsWith(".tar.gz"));
}

function findOutside(schema: JsonValue): string | undefined {
  if (Array.isArray(schema)) return firstOf(schema as readonly JsonValue[], findOutside);
  if (!isJsonObject(schema)) return undefined;
  return firstOf(Object.entries(schema), ([key, value]) => {
    if (typeof value !== "string") return findOutside(value);
    const isOutside = (REFERENCES.has(key) && !value.startsWith("#")) || (key === "$schema" && !DRAFT.test(value));
    return isOutside ? value : undefined;
  });
}

function firstOf<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
