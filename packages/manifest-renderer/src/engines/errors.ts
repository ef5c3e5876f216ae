/** The program of an engine is not on this machine. The message says where it was looked for and how to install it. */
export class EngineMissingError extends Error {
  override readonly name = "EngineMissingError";
  readonly code = "ENGINE_MISSING";
  /** Name of the engine. */
  readonly engine: string;
  /** Paths and names that were tried, in order. */
  readonly tried: readonly string[];

  constructor(engine: string, tried: readonly string[], hint: string) {
    super(`${engine} was not found (tried ${tried.join(", ")}): ${hint}`);
    this.engine = engine;
    this.tried = tried;
  }
}

/** The program of an engine ended with an error, or what it printed cannot be used. Secret values in its words are masked. */
export class EngineFailedError extends Error {
  override readonly name = "EngineFailedError";
  readonly code = "ENGINE_FAILED";
  /** Name of the engine. */
  readonly engine: string;
  /** Exit code; undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  /** What it wrote to its standard error, masked and cut to 64 KiB. */
  readonly stderr: string;

  constructor(
    engine: string,
    problem: string,
    ended: { readonly exitCode?: number | undefined; readonly stderr?: string } = {},
  ) {
    super(`${engine} ${problem}`);
    this.engine = engine;
    this.exitCode = ended.exitCode;
    this.stderr = ended.stderr ?? "";
  }
}

/** The program of an engine did not end in time, and was killed with everything that it had started. */
export class EngineTimeoutError extends Error {
  override readonly name = "EngineTimeoutError";
  readonly code = "ENGINE_TIMEOUT";
  /** Name of the engine. */
  readonly engine: string;
  /** Time that it had, in milliseconds. */
  readonly timeoutMs: number;

  constructor(engine: string, timeoutMs: number) {
    super(`${engine} did not end within ${timeoutMs} ms and was killed: look for a loop, or raise engineTimeoutMs`);
    this.engine = engine;
    this.timeoutMs = timeoutMs;
  }
}

/** A step of a chain names an engine that was not handed in, or options that its engine does not take. Lists every problem. */
export class StepInvalidError extends Error {
  override readonly name = "StepInvalidError";
  readonly code = "STEP_INVALID";
  /** Position of the step in its chain, counted from 0. */
  readonly step: number;
  /** Every problem, in one line each. */
  readonly problems: readonly string[];

  constructor(step: number, engine: string, problems: readonly string[]) {
    super(`render[${step}] (${engine}) cannot run:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
    this.step = step;
    this.problems = problems;
  }
}

/** A template would reach out of its files: a remote base, an absolute path, a path above the root, a link. */
export class TemplateUnsafeError extends Error {
  override readonly name = "TemplateUnsafeError";
  readonly code = "TEMPLATE_UNSAFE";
  /** File that reaches out. */
  readonly file: string;

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.file = file;
  }
}

/** An engine changed a document that SOPS has encrypted, or added to it: its signature would no longer hold. */
export class SealedResourceChangedError extends Error {
  override readonly name = "SealedResourceChangedError";
  readonly code = "SEALED_RESOURCE_CHANGED";

  constructor(engine: string, resource: string) {
    super(
      `${engine} changed ${resource}, which is encrypted with SOPS: keep the document out of the reach of ${engine}, in a plain step`,
    );
  }
}

/** The caller's signal ended the render. */
export class RenderAbortedError extends Error {
  override readonly name = "RenderAbortedError";
  readonly code = "RENDER_ABORTED";

  constructor(where: string) {
    super(`${where} was aborted by the caller`);
  }
}

/** Everything that can go wrong with engines and their chain. */
export type EngineError =
  | EngineFailedError
  | EngineMissingError
  | EngineTimeoutError
  | RenderAbortedError
  | SealedResourceChangedError
  | StepInvalidError
  | TemplateUnsafeError;
