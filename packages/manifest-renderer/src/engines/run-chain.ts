import { err, ok, okAsync, ResultAsync, safeTry } from "neverthrow";
import type { Result } from "neverthrow";

import type { RenderCache } from "../cache/render-cache.ts";
import { decodeOutput, encodeOutput, stepKey } from "./step-cache.ts";
import type { StepRun } from "./step-cache.ts";
import type { RenderError } from "../errors.ts";
import type { Engine, EngineContext, EngineIdentity, EngineInput, EngineOutput, EngineStep } from "./engine.ts";
import { EngineFailedError, RenderAbortedError, StepInvalidError } from "./errors.ts";
import { keepSealed } from "./keep-sealed.ts";

/** A chain, and what its steps run with. */
export interface ChainRun {
  /** Steps in their order. */
  readonly chain: readonly EngineStep[];
  /** Engines that the steps may name. */
  readonly engines: readonly Engine[];
  /** What the first step gets. */
  readonly input: EngineInput;
  /** What all steps share. */
  readonly context: EngineContext;
  /** Where the results of programs are kept, if anywhere. */
  readonly cache: RenderCache | undefined;
}

/** What a chain gives. */
export interface ChainOutput extends EngineOutput {
  /** Program of each engine that took part, as `version`, or `version@digest`. */
  readonly identities: Readonly<Record<string, string>>;
}

/** Runs the steps one after another: each gets the files and resources of those before it. */
export function runChain({ chain, engines, input, context, cache }: ChainRun): ResultAsync<ChainOutput, RenderError> {
  return safeTry<ChainOutput, RenderError>(async function* () {
    const steps = yield* findEngines(chain, engines);
    const identities: Record<string, string> = {};
    let output: EngineOutput = { files: input.files, resources: input.resources, findings: [] };
    for (const { step, engine } of steps) {
      if (context.signal?.aborted === true) return err(new RenderAbortedError(`the step ${engine.name}`));
      const identity = yield* guarded(engine, () => engine.identify(context));
      identities[engine.name] = formatIdentity(identity);
      const given = { ...input, files: output.files, resources: output.resources };
      const made = yield* runStep(engine, { step, identity, input: given, context }, cache);
      const resources = yield* keepSealed(engine.name, given, made.resources, context.limits);
      output = { files: made.files, resources, findings: [...output.findings, ...made.findings] };
      // What is wrong here would only be harder to understand in the words of the next engine.
      if (made.findings.some(({ severity }) => severity === "error")) break;
    }
    return ok({ ...output, identities });
  });
}

function runStep(engine: Engine, run: StepRun, cache: RenderCache | undefined): ResultAsync<EngineOutput, RenderError> {
  const { step, identity, input, context } = run;
  // An engine in process is as fast as reading its result back; what secrets went into is kept nowhere.
  if (cache === undefined || identity.digest === undefined || context.secrets.length > 0) {
    return guarded(engine, () => engine.render(step, input, context));
  }
  const key = stepKey(run);
  return ask(() => cache.get(key)).andThen((text) => {
    const kept = text === undefined ? undefined : decodeOutput(text, input);
    if (kept !== undefined) return okAsync<EngineOutput, RenderError>(kept);
    return guarded(engine, () => engine.render(step, input, context)).andThrough((output) => {
      return ask(() => cache.set(key, encodeOutput(output, input)));
    });
  });
}

/** An engine of a user's own may throw where it should give an error. */
function guarded<T>(engine: Engine, call: () => ResultAsync<T, RenderError>): ResultAsync<T, RenderError> {
  const thrown = (error: unknown): RenderError =>
    new EngineFailedError(
      engine.name,
      `threw ${error instanceof Error ? error.name : typeof error} instead of giving an error`,
    );
  return ResultAsync.fromThrowable(async () => call(), thrown)().andThen((result) => result);
}

/** A cache that fails is a cache without the entry. */
function ask<T>(call: () => Promise<T>): ResultAsync<T | undefined, never> {
  return ResultAsync.fromThrowable(call)().orElse(() => okAsync(undefined));
}

interface ReadyStep {
  readonly step: EngineStep;
  readonly engine: Engine;
}

/** Checks all steps before the first one runs. */
function findEngines(
  chain: readonly EngineStep[],
  engines: readonly Engine[],
): Result<readonly ReadyStep[], StepInvalidError> {
  const byName = new Map(engines.map((engine) => [engine.name, engine]));
  if (chain.length === 0)
    return err(new StepInvalidError(0, "none", ["the chain has no step; leave it out for plain YAML"]));
  const steps: ReadyStep[] = [];
  for (const [index, step] of chain.entries()) {
    const engine = byName.get(step.engine);
    if (engine === undefined) {
      const known = [...byName.keys()].join(", ");
      const problem = `no engine of this name was handed in; there are: ${known}. Add it to \`engines\``;
      return err(new StepInvalidError(index, step.engine, [problem]));
    }
    const problems = engine.checkStep(step);
    if (problems.length > 0) return err(new StepInvalidError(index, step.engine, problems));
    steps.push({ step, engine });
  }
  return ok(steps);
}

function formatIdentity({ version, digest }: EngineIdentity): string {
  return digest === undefined ? version : `${version}@${digest}`;
}
