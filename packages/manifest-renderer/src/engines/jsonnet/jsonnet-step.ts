import type { OptionCheck } from "../check-options.ts";
import { checkOptions, filePath, folderPath, listOf, oneOf } from "../check-options.ts";
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

const checks: Readonly<Record<string, OptionCheck>> = {
  entry: filePath,
  output: oneOf("resources", "files"),
  libraryPaths: listOf(folderPath),
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
  return [...missing, ...checkOptions(step, checks)];
}
