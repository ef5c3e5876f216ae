import { ok, ResultAsync, safeTry } from "neverthrow";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { RenderError } from "../../errors.ts";
import type { Engine, EngineContext, EngineIdentity, EngineInput, EngineOutput } from "../engine.ts";
import { EngineFailedError } from "../errors.ts";
import type { FoundBinary } from "../process/find-binary.ts";
import { findBinary, processSearchPath } from "../process/find-binary.ts";
import { identifyBinary } from "../process/identify-binary.ts";
import { withPrivateCopy } from "../process/private-copy.ts";
import { runProcess } from "../process/run-process.ts";
import { withoutFolder } from "../process/without-folder.ts";
import { configCode } from "./config-code.ts";
import type { JsonnetStep } from "./jsonnet-step.ts";
import { checkJsonnetStep } from "./jsonnet-step.ts";
import { findResources, readJson, toFiles } from "./read-output.ts";
import { scanImports } from "./scan-imports.ts";

const HINT =
  "install jsonnet (https://github.com/google/go-jsonnet, or the package of your system), or name its path: jsonnet({ binary })";

/** Settings of {@link jsonnet}. */
export interface JsonnetOptions {
  /** Path of the binary. Default: `jsonnet` on the search path. */
  readonly binary?: string;
  /** Folders to search, separated as in `PATH`. Default: the `PATH` of this process, read when the engine is made. */
  readonly searchPath?: string;
}

/**
 * Makes the engine that evaluates Jsonnet, with the jsonnet of this machine: the C++ or the Go one.
 *
 * Imports that lead out of the templates are refused before jsonnet runs. It runs in a private copy, without environment.
 * The configuration is an external variable; the options of a step stand in {@link JsonnetStep}.
 *
 * @returns the engine. Its renders give `TEMPLATE_UNSAFE`, `ENGINE_MISSING`, `ENGINE_FAILED` with the words of jsonnet,
 * `ENGINE_TIMEOUT`, `LIMIT_EXCEEDED`, `FILE_INVALID`, `RESOURCE_INVALID` or `RENDER_ABORTED`.
 * @see https://jsonnet.org/learning/tools.html
 * @example
 * ```ts source="./jsonnet.examples.ts#jsonnet"
 * const engine = jsonnet();
 * const step: JsonnetStep = { engine: "jsonnet", entry: "cart.jsonnet", libraryPaths: ["lib"] };
 * const output = await engine.render(step, input, context);
 * const lines = output.match(
 *   ({ resources }) => resources.map(({ resource }) => `${resource.kind} ${resource.metadata.name}`),
 *   (error) => [error.code, error.message],
 * );
 * ```
 */
export function jsonnet(options: JsonnetOptions = {}): Engine {
  const { binary, searchPath = processSearchPath() } = options;
  const find = (): ResultAsync<FoundBinary, RenderError> =>
    findBinary({ engine: "jsonnet", binary, names: ["jsonnet"], searchPath, hint: HINT });
  const identify = (found: FoundBinary, context: EngineContext): ResultAsync<EngineIdentity, RenderError> =>
    identifyBinary(found, { engine: "jsonnet", args: ["--version"], pattern: /(v\d+\.\d+\.\d+[^\s]*)/ }, context);
  return {
    name: "jsonnet",
    checkStep: checkJsonnetStep,
    identify: (context) => find().andThen((found) => identify(found, context)),
    render: (step, input, context) =>
      find().andThen(({ path }) => evaluate(step as JsonnetStep, input, { binary: path, context })),
  };
}

interface Run {
  readonly binary: string;
  readonly context: EngineContext;
}

function evaluate(
  step: JsonnetStep,
  input: EngineInput,
  { binary, context }: Run,
): ResultAsync<EngineOutput, RenderError> {
  const { entry, libraryPaths = [], configName = "gitops", maxStack } = step;
  return safeTry<EngineOutput, RenderError>(async function* () {
    yield* scanImports(input.files, entry, libraryPaths);
    const stdout = yield* withPrivateCopy(
      { engine: "jsonnet", files: input.files, limits: context.limits },
      ({ directory, scratch }) => {
        const config = join(scratch, "config.jsonnet");
        return writeConfig(config, input).andThen(() =>
          runProcess({
            engine: "jsonnet",
            binary,
            args: [
              ...(maxStack === undefined ? [] : ["--max-stack", String(maxStack)]),
              // jsonnet looks into the last of them first.
              ...libraryPaths.toReversed().flatMap((path) => ["--jpath", path]),
              // In a file: arguments can be seen by other users of the machine.
              "--ext-code-file",
              `${configName}=${config}`,
              "--",
              entry,
            ],
            directory,
            context,
          })
            .map((output) => output.stdout)
            .mapErr((error): RenderError => withoutFolder(withoutFolder(error, directory), scratch)),
        );
      },
    );
    const source = { entry, context };
    const value = yield* readJson(source, stdout);
    if (step.output === "files") {
      const made = yield* toFiles(source, value);
      return ok({ files: new Map([...input.files, ...made]), resources: input.resources, findings: [] });
    }
    const resources = yield* findResources(source, value);
    return ok({ files: input.files, resources: [...input.resources, ...resources], findings: [] });
  });
}

function writeConfig(file: string, input: EngineInput): ResultAsync<void, EngineFailedError> {
  return ResultAsync.fromPromise(
    writeFile(file, configCode(input), { mode: 0o600, flag: "wx" }),
    () => new EngineFailedError("jsonnet", "could not write its configuration"),
  );
}
