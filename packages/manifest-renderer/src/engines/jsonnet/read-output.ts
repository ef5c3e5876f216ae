import { err, ok, Result } from "neverthrow";

import { isSafePath } from "../../file-set.ts";
import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import { fieldPath } from "../../field-path.ts";
import { EngineFailedError } from "../errors.ts";

/** Reads what jsonnet printed; integers that a double cannot hold exactly have lost digits by then, and are refused. */
export function readJson(entry: string, stdout: string): Result<JsonValue, EngineFailedError> {
  let inexact: string | undefined;
  const parse = Result.fromThrowable(
    () =>
      JSON.parse(stdout, (key, value: unknown) => {
        if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) inexact ??= key;
        return value;
      }) as JsonValue,
  );
  const parsed = parse();
  if (parsed.isErr()) return err(new EngineFailedError("jsonnet", `printed no JSON for ${entry}`));
  if (inexact === undefined) return ok(parsed.value);
  const problem = `${entry} gives an integer beyond 2^53 (${JSON.stringify(inexact)}), which Jsonnet cannot hold exactly: write a string`;
  return err(new EngineFailedError("jsonnet", problem));
}

/**
 * Finds the Kubernetes objects in lists and maps of any depth, in the order in which jsonnet prints them. null stands for
 * an object that is switched off: it is what `if` gives without `else`.
 */
export function findObjects(
  entry: string,
  value: JsonValue,
  path = "",
): Result<readonly JsonObject[], EngineFailedError> {
  if (isJsonObject(value) && typeof value["apiVersion"] === "string" && typeof value["kind"] === "string") {
    return ok([value]);
  }
  if (value === null && path !== "") return ok([]);
  const inner = Array.isArray(value)
    ? (value as readonly JsonValue[]).map((item, index) => findObjects(entry, item, `${path}[${index}]`))
    : isJsonObject(value)
      ? Object.entries(value).map(([key, item]) => findObjects(entry, item, fieldPath(path, key)))
      : undefined;
  if (inner !== undefined) return Result.combine(inner).map((objects) => objects.flat());
  const place = path === "" ? "the whole output" : path;
  const problem = `${entry} gives ${value === null ? "null" : `a ${typeof value}`} where an object should be (${place}): an object has apiVersion and kind`;
  return err(new EngineFailedError("jsonnet", problem));
}

/** Takes the output as files: texts as they are, anything else as JSON. */
export function toFiles(entry: string, value: JsonValue): Result<ReadonlyMap<string, string>, EngineFailedError> {
  if (!isJsonObject(value)) {
    return err(new EngineFailedError("jsonnet", `${entry} must give a map of paths, because \`output\` is "files"`));
  }
  const unsafe = Object.keys(value).find((path) => !isSafePath(path));
  if (unsafe !== undefined) {
    const problem = `${entry} gives the file ${JSON.stringify(unsafe)}, which is no relative POSIX path inside of the files`;
    return err(new EngineFailedError("jsonnet", problem));
  }
  return ok(
    new Map(
      Object.entries(value).map(([path, content]) => [
        path,
        typeof content === "string" ? content : `${JSON.stringify(content, undefined, 2)}\n`,
      ]),
    ),
  );
}
