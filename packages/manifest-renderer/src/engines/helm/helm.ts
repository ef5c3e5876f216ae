import { err, ok, safeTry } from "neverthrow";
import type { Result, ResultAsync } from "neverthrow";

import type { RenderError } from "../../errors.ts";
import { canonicalJson } from "../../json-text.ts";
import type { Engine, EngineContext, EngineIdentity, EngineInput, EngineOutput } from "../engine.ts";
import { EngineFailedError } from "../errors.ts";
import { findBinary, processSearchPath } from "../process/find-binary.ts";
import type { FoundBinary } from "../process/find-binary.ts";
import { identifyBinary } from "../process/identify-binary.ts";
import { withPrivateCopy } from "../process/private-copy.ts";
import type { ProcessOutput } from "../process/run-process.ts";
import { runProcess } from "../process/run-process.ts";
import { chartFiles } from "./chart-files.ts";
import { chartValues } from "./chart-values.ts";
import { checkHelmStep, releaseName } from "./check-step.ts";
import { explainFailure, findDroppedValues, findLink } from "./helm-messages.ts";
import type { HelmStep } from "./helm-step.ts";
import { findNondeterminism } from "./nondeterminism.ts";
import { readRendered } from "./rendered-templates.ts";
import { checkSchemas, hasArchives } from "./schema-references.ts";
import { helmEnvironment, templateArguments } from "./template-command.ts";

const HINT = "install Helm 3 or 4 (https://helm.sh/docs/intro/install/), or name its path: helm({ binary })";

/** Settings of {@link helm}. */
export interface HelmOptions {
  /** Path of the binary. Default: `helm` on the search path. */
  readonly binary?: string;
  /** Folders to search, separated as in `PATH`. Default: the `PATH` of this process, read when the engine is made. */
  readonly searchPath?: string;
}

/**
 * Makes the engine that renders Helm charts, with the Helm 3 or Helm 4 of this machine.
 *
 * The chart is rendered in a private copy, without network, cluster, plug-ins and environment. The options of a step
 * stand in {@link HelmStep}.
 *
 * @returns the engine. Its renders give `ENGINE_MISSING`, `ENGINE_FAILED` with the words of Helm, `ENGINE_TIMEOUT`,
 * `LIMIT_EXCEEDED`, `FILE_INVALID`, `TEMPLATE_UNSAFE`, `YAML_INVALID`, `RESOURCE_INVALID` or `RENDER_ABORTED`.
 * @see https://helm.sh/docs/helm/helm_template/
 * @example
 * ```ts source="./helm.examples.ts#helm"
 * const engine = helm();
 * const step: HelmStep = {
 *   engine: "helm",
 *   chart: "charts/cart",
 *   valuesFiles: ["charts/cart/values-prod.yaml"],
 *   configKey: "helm.cart",
 *   imageValues: { cart: { repository: "image.repository", tag: "image.tag", digest: "image.digest" } },
 * };
 * const output = await engine.render(step, input, context);
 * const lines = output.match(
 *   ({ resources }) => resources.map(({ origin }) => origin.file), // ["charts/cart/templates/service.yaml (rendered)"]
 *   (error) => [error.code, error.message],
 * );
 * ```
 */
export function helm(options: HelmOptions = {}): Engine {
  const { binary, searchPath = processSearchPath() } = options;
  const find = (): ResultAsync<FoundBinary, RenderError> =>
    findBinary({ engine: "helm", binary, names: ["helm"], searchPath, hint: HINT });
  return {
    name: "helm",
    checkStep: checkHelmStep,
    identify: (context) => find().andThen((found) => identify(found, context)),
    render: (step, input, context) =>
      find().andThen((found) =>
        identify(found, context).andThen(() => renderChart(step as HelmStep, input, { binary: found.path, context })),
      ),
  };
}

function identify(found: FoundBinary, context: EngineContext): ResultAsync<EngineIdentity, RenderError> {
  const query = { engine: "helm", args: ["version", "--short"], pattern: /(v\d+\.\d+\.\d+[^\s+]*)/ };
  return identifyBinary(found, { ...query, environment: helmEnvironment("/nonexistent") }, context).andThen(
    (identity) =>
      /^v[34]\./.test(identity.version)
        ? ok(identity)
        : err(new EngineFailedError("helm", `${identity.version} (${found.path}) is not supported: ${HINT}`)),
  );
}

interface Run {
  readonly binary: string;
  readonly context: EngineContext;
}

function renderChart(step: HelmStep, input: EngineInput, run: Run): ResultAsync<EngineOutput, RenderError> {
  return safeTry(async function* () {
    yield* checkRelease(step, input);
    const files = yield* chartFiles(step, input.files);
    yield* checkSchemas(files);
    const { values, findings } = yield* chartValues(step, input);
    const { stdout, stderr } = yield* withPrivateCopy(
      { engine: "helm", files, limits: run.context.limits },
      ({ directory, scratch }): ResultAsync<ProcessOutput, RenderError> =>
        runProcess({
          engine: "helm",
          binary: run.binary,
          args: templateArguments(step, input, { validates: !hasArchives(files) }),
          stdin: canonicalJson(values),
          directory,
          environment: helmEnvironment(scratch),
          context: run.context,
        }).mapErr((error): RenderError => explainFailure(error, directory)),
    );
    const link = findLink(stderr);
    if (link !== undefined) return err(link);
    const rendered = yield* readRendered(stdout, { folder: step.chart ?? ".", files }, run.context);
    return ok({
      files: input.files,
      resources: [...input.resources, ...rendered.resources],
      findings: [...findings, ...findNondeterminism(files), ...findDroppedValues(stderr), ...rendered.findings],
    });
  });
}

/** The default is the name of the app, which is not among the options that were checked. */
function checkRelease(step: HelmStep, input: EngineInput): Result<void, EngineFailedError> {
  const problem = step.releaseName === undefined ? releaseName(input.app) : undefined;
  if (problem === undefined) return ok();
  return err(
    new EngineFailedError(
      "helm",
      `cannot name the release after the app ${input.app}: set releaseName, which ${problem}`,
    ),
  );
}
