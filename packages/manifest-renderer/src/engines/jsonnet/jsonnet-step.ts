import { isSafePath } from "../../file-set.ts";
import type { JsonValue } from "../../json.ts";
import type { EngineStep } from "../engine.ts";

/**
 * A step that evaluates Jsonnet.
 *
 * @see https://jsonnet.org/ref/language.html
 */
export interface JsonnetStep extends EngineStep {
  /** Name of the engine. */
  readonly engine: "jsonnet";
  /** File to evaluate, in the files. */
  readonly entry: string;
  /**
   * `resources`: objects, in lists and maps of any depth. `files`: a map of paths to texts or to data, which is written as
   * JSON; they are laid over the files, for the engines that follow. Default `resources`.
   */
  readonly output?: "resources" | "files";
  /** Folders in the files that imports are looked for in, after the folder of the importing file. Default none. */
  readonly libraryPaths?: readonly string[];
  /**
   * Name of the external variable with the configuration: `std.extVar("gitops")` is
   * `{ app, environment, namespace, images: { cart: { reference, repository, tag, digest } }, values }`. Default `gitops`.
   */
  readonly configName?: string;
  /** Calls inside of each other. Default: that of jsonnet, 500. */
  readonly maxStack?: number;
}

const MAX_STACK = 100_000;

const checks: Readonly<Record<string, (value: JsonValue) => string | undefined>> = {
  engine: () => undefined,
  entry: (value) => (isFile(value) ? undefined : "must be a relative POSIX path in the files, without . and .."),
  output: (value) => (value === "resources" || value === "files" ? undefined : 'must be "resources" or "files"'),
  libraryPaths: (value) =>
    Array.isArray(value) && (value as readonly JsonValue[]).every((path) => path === "." || isFile(path))
      ? undefined
      : "must be a list of folders in the files",
  configName: (value) =>
    typeof value === "string" && /^[A-Za-z_]\w*$/.test(value) ? undefined : "must be a name of letters and digits",
  maxStack: (value) =>
    typeof value === "number" && Number.isInteger(value) && value > 0 && value <= MAX_STACK
      ? undefined
      : `must be a whole number from 1 to ${MAX_STACK}`,
};

/** Says everything that is wrong with the options of a step. */
export function checkJsonnetStep(step: EngineStep): readonly string[] {
  const missing = step["entry"] === undefined ? ["entry is missing: it names the file to evaluate"] : [];
  const wrong = Object.entries(step).flatMap(([option, value]) => {
    if (value === undefined) return [];
    const check = Object.hasOwn(checks, option) ? checks[option] : undefined;
    if (check === undefined) return [`jsonnet has no option ${option}; it has ${Object.keys(checks).join(", ")}`];
    const problem = check(value as JsonValue);
    return problem === undefined ? [] : [`${option} ${problem}`];
  });
  return [...missing, ...wrong];
}

function isFile(value: JsonValue): boolean {
  return typeof value === "string" && isSafePath(value);
}
