import { ok, ResultAsync, safeTry } from "neverthrow";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { RenderError } from "../../errors.ts";
import { canonicalJson } from "../../json-text.ts";
import type { JsonObject } from "../../json.ts";
import { readResources } from "../../resource/read-resources.ts";
import { builtInValues } from "../../values/built-in-values.ts";
import type { Engine, EngineContext, EngineIdentity, EngineInput, EngineOutput } from "../engine.ts";
import { EngineFailedError } from "../errors.ts";
import type { FoundBinary } from "../process/find-binary.ts";
import { jsonAsYaml } from "../json-as-yaml.ts";
import { findBinary, processSearchPath } from "../process/find-binary.ts";
import { identifyBinary } from "../process/identify-binary.ts";
import { withPrivateCopy } from "../process/private-copy.ts";
import { runProcess } from "../process/run-process.ts";
import { withoutFolder } from "../process/without-folder.ts";
import type { JsonnetStep } from "./jsonnet-step.ts";
import { checkJsonnetStep } from "./jsonnet-step.ts";
import { findObjects, readJson, toFiles } from "./read-output.ts";
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
 * `ENGINE_TIMEOUT`, `LIMIT_EXCEEDED`, `FILE_INVALID`, `YAML_INVALID`, `RESOURCE_INVALID` or `RENDER_ABORTED`.
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
  const { limits } = context;
  return safeTry<EngineOutput, RenderError>(async function* () {
    yield* scanImports(input.files, entry, libraryPaths);
    const stdout = yield* withPrivateCopy(
      { engine: "jsonnet", files: input.files, limits },
      ({ directory, scratch }) => {
        const config = join(scratch, "config.json");
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
            .mapErr((error): RenderError => withoutFolder(error, directory)),
        );
      },
    );
    const value = yield* readJson(entry, stdout);
    if (step.output === "files") {
      const made = yield* toFiles(entry, value);
      return ok({ files: new Map([...input.files, ...made]), resources: input.resources, findings: [] });
    }
    const objects = yield* findObjects(entry, value);
    const text = objects.map((object) => jsonAsYaml(object)).join("\n---\n");
    const confidential = context.secrets.some((secret) => secret !== "" && text.includes(secret)) || undefined;
    const read = yield* readResources({ file: `${entry} (evaluated)`, text, confidential }, { limits });
    const resources = read.resources.map((located) => ({ ...located, origin: { file: entry, line: 1 } }));
    return ok({ files: input.files, resources: [...input.resources, ...resources], findings: read.findings });
  });
}

function writeConfig(file: string, input: EngineInput): ResultAsync<void, EngineFailedError> {
  const { images = {}, ...names } = builtInValues(input);
  const config: JsonObject = { namespace: null, ...names, images, values: input.values };
  return ResultAsync.fromPromise(
    writeFile(file, canonicalJson(config), { mode: 0o600, flag: "wx" }),
    () => new EngineFailedError("jsonnet", "could not write its configuration"),
  );
}
