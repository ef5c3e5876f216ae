import { err, ok, Result } from "neverthrow";

import { LimitExceededError, ResourceInvalidError } from "../../errors.ts";
import { fieldPath } from "../../field-path.ts";
import { isSafePath } from "../../file-set.ts";
import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { LocatedResource } from "../../resource/read-resources.ts";
import { toResources } from "../../resource/read-resources.ts";
import type { EngineContext } from "../engine.ts";
import { EngineFailedError } from "../errors.ts";
import { maskSecrets } from "../../secrets/mask-secrets.ts";

/** Which file gave an output, and what its messages must not show. */
export interface OutputSource {
  /** File that was evaluated. */
  readonly entry: string;
  /** Limits and secrets: keys and paths of the output may be made of the configuration. */
  readonly context: Pick<EngineContext, "limits" | "secrets">;
}

const parseJson = Result.fromThrowable((text: string) => JSON.parse(text) as JsonValue);

/**
 * Reads what jsonnet printed.
 *
 * Integers that a double cannot hold exactly have lost digits by then, and are refused. So is what is nested deeper than
 * `maxDepth`, which also keeps the walks that follow from ever running out of stack.
 */
export function readJson(
  source: OutputSource,
  stdout: string,
): Result<JsonValue, EngineFailedError | LimitExceededError> {
  const { maxDepth } = source.context.limits;
  const parsed = parseJson(stdout);
  if (parsed.isErr()) return err(refuse(source, `printed no JSON for ${source.entry}`));
  const problem = findProblem(parsed.value, maxDepth);
  if (problem === undefined) return ok(parsed.value);
  if (problem === "depth") return err(new LimitExceededError("maxDepth", maxDepth, "the output of jsonnet"));
  const place = formatPlace(problem.reduceRight(addStep, ""));
  return err(
    refuse(
      source,
      `${source.entry} gives an integer beyond 2^53 (${place}), which Jsonnet cannot hold exactly: write a string`,
    ),
  );
}

/**
 * Takes the output as resources: Kubernetes objects in lists and maps of any depth, in the order in which jsonnet prints
 * them. Lists of objects are unpacked. null stands for an object that is switched off: it is what `if` gives without `else`.
 */
export function findResources(
  source: OutputSource,
  value: JsonValue,
): Result<readonly LocatedResource[], EngineFailedError | LimitExceededError | ResourceInvalidError> {
  const { entry, context } = source;
  const { maxDocuments } = context.limits;
  const origin = { file: entry, line: 1 };
  const resources: LocatedResource[] = [];
  const objects = findObjects(source, value);
  if (objects.isErr()) return err(objects.error);
  for (const { object, path } of objects.value) {
    const found = toResources(object);
    if (found.isErr()) {
      const problem = maskSecrets(`${formatPlace(path)}: ${found.error}`, context.secrets);
      return err(new ResourceInvalidError(problem, origin));
    }
    for (const resource of found.value) resources.push({ resource, origin });
    if (resources.length > maxDocuments) {
      return err(new LimitExceededError("maxDocuments", maxDocuments, "the output of jsonnet"));
    }
  }
  return ok(resources);
}

interface FoundObject {
  readonly object: JsonObject;
  readonly path: string;
}

function findObjects(
  source: OutputSource,
  value: JsonValue,
  path = "",
): Result<readonly FoundObject[], EngineFailedError> {
  if (isJsonObject(value) && typeof value["apiVersion"] === "string" && typeof value["kind"] === "string") {
    return ok([{ object: value, path }]);
  }
  if (value === null && path !== "") return ok([]);
  const inner = Array.isArray(value)
    ? (value as readonly JsonValue[]).map((item, index) => findObjects(source, item, addStep(path, index)))
    : isJsonObject(value)
      ? Object.entries(value).map(([key, item]) => findObjects(source, item, addStep(path, key)))
      : undefined;
  if (inner !== undefined) return Result.combine(inner).map((objects) => objects.flat());
  const what = value === null ? "null" : `a ${typeof value}`;
  return err(
    refuse(
      source,
      `${source.entry} gives ${what} where an object should be (${formatPlace(path)}): an object has apiVersion and kind`,
    ),
  );
}

/** Takes the output as files: texts as they are, anything else as JSON. */
export function toFiles(
  source: OutputSource,
  value: JsonValue,
): Result<ReadonlyMap<string, string>, EngineFailedError> {
  const { entry } = source;
  if (!isJsonObject(value)) {
    return err(refuse(source, `${entry} must give a map of paths, because \`output\` is "files"`));
  }
  const unsafe = Object.keys(value).find((path) => !isSafePath(path));
  if (unsafe !== undefined) {
    const problem = `${entry} gives the file ${JSON.stringify(unsafe)}, which is no relative POSIX path inside of the files`;
    return err(refuse(source, problem));
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

type Step = string | number;

/** Gives the way to the first inexact integer, its last step first, or `depth`; undefined when all is well. */
function findProblem(value: JsonValue, depthLeft: number): Step[] | "depth" | undefined {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value) ? [] : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  if (depthLeft < 0) return "depth";
  const inner: JsonObject | readonly JsonValue[] = value;
  const list = Array.isArray(inner);
  for (const key of Object.keys(inner)) {
    const problem = findProblem((inner as JsonObject)[key] ?? null, depthLeft - 1);
    if (problem === undefined) continue;
    if (problem !== "depth") problem.push(list ? Number(key) : key);
    return problem;
  }
  return undefined;
}

function addStep(path: string, step: Step): string {
  return typeof step === "number" ? `${path}[${step}]` : fieldPath(path, step);
}

function formatPlace(path: string): string {
  return path === "" ? "the whole output" : path;
}

function refuse({ context }: OutputSource, problem: string): EngineFailedError {
  return new EngineFailedError("jsonnet", maskSecrets(problem, context.secrets));
}
