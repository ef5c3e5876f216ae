import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { err, Result, ResultAsync } from "neverthrow";

import { LimitExceededError } from "../../errors.ts";
import type { EngineContext } from "../engine.ts";
import { EngineFailedError, EngineTimeoutError, RenderAbortedError } from "../errors.ts";
import { maskSecrets } from "../../secrets/mask-secrets.ts";
import { limitCommand } from "./resource-limits.ts";
import type { EndedProcess } from "./watch-process.ts";
import { watchProcess } from "./watch-process.ts";

const MESSAGE_START = 1_000;
const MESSAGE_END = 3_000;
// The last words of Go, of C++ and of jsonnet; a template that fails with such words is something else.
const OUT_OF_MEMORY =
  /^(?:(?:fatal error|runtime|terminate called)\b.*(?:out of memory|cannot allocate memory|failed to reserve|bad_alloc)|FATAL ERROR: a memory allocation)/m;

/** A program that is run once. */
export interface ProcessRequest {
  /** Name of the engine in messages. */
  readonly engine: string;
  /** Absolute path of the program. */
  readonly binary: string;
  /** Arguments; no shell reads them. Other users of the machine can see them, so they hold no secret. */
  readonly args: readonly string[];
  /** Text for its standard input. Default: it has none. */
  readonly stdin?: string | undefined;
  /** Folder in which it runs. */
  readonly directory: string;
  /** All its environment variables; nothing is inherited. Default none. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Limits, signal and secrets. */
  readonly context: EngineContext;
}

/** What a program printed that ended with exit code 0. */
export interface ProcessOutput {
  /** Its standard output, as it is. */
  readonly stdout: string;
  /** Its standard error, with secrets masked, cut to 64 KiB. */
  readonly stderr: string;
}

/** Every way in which a run can fail. */
export type ProcessError = EngineFailedError | EngineTimeoutError | LimitExceededError | RenderAbortedError;

const decodeUtf8 = Result.fromThrowable((bytes: Uint8Array) =>
  new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
);

/**
 * Runs a program without a shell and without the environment of this process, in a process group of its own.
 *
 * The whole group is killed on timeout, on abort, and as soon as the program prints more than `maxOutputBytes`. What it
 * leaves running when it ends is killed too.
 *
 * @returns what it printed, or `ENGINE_FAILED`, `ENGINE_TIMEOUT`, `LIMIT_EXCEEDED` (`maxOutputBytes`,
 * `engineMemoryBytes`) or `RENDER_ABORTED`.
 */
export function runProcess(request: ProcessRequest): ResultAsync<ProcessOutput, ProcessError> {
  return new ResultAsync(run(request));
}

async function run(request: ProcessRequest): Promise<Result<ProcessOutput, ProcessError>> {
  const { engine, binary, args, context } = request;
  const command = await limitCommand(binary, args, context.limits);
  if (context.signal?.aborted === true) return err(new RenderAbortedError(engine));
  const started = start(request, command.file, command.args);
  if (started.isErr()) return err(started.error);
  const ended = await watchProcess(started.value, request.stdin, context);
  return judge(request, ended, command.limited);
}

function start(
  request: ProcessRequest,
  file: string,
  args: readonly string[],
): Result<ChildProcess, EngineFailedError> {
  // Most problems come as an event, but some are thrown: an argument with a zero byte, or too many of them.
  return Result.fromThrowable(
    () =>
      spawn(file, args, {
        cwd: request.directory,
        env: { ...request.environment },
        stdio: [request.stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
        detached: process.platform !== "win32",
        windowsHide: true,
        shell: false,
      }),
    (thrown) => notStarted(request, thrown),
  )();
}

function judge(
  request: ProcessRequest,
  ended: EndedProcess,
  memoryLimited: boolean,
): Result<ProcessOutput, ProcessError> {
  const { engine, context } = request;
  const { limits } = context;
  const stderr = ended.messages.read(context.secrets);
  switch (ended.reason) {
    case "aborted":
      return err(new RenderAbortedError(engine));
    case "timeout":
      return err(new EngineTimeoutError(engine, limits.engineTimeoutMs));
    case "output":
      return err(new LimitExceededError("maxOutputBytes", limits.maxOutputBytes, `the output of ${engine}`));
    case "not-started":
      return err(notStarted(request, ended.problem));
    case "exit":
  }
  if (ended.exitCode !== 0) {
    if (memoryLimited && OUT_OF_MEMORY.test(stderr)) {
      return err(new LimitExceededError("engineMemoryBytes", limits.engineMemoryBytes, `the memory of ${engine}`));
    }
    const how =
      ended.exitCode === undefined
        ? `was ended by ${ended.signal ?? "a signal"}`
        : `failed with exit code ${ended.exitCode}`;
    return err(new EngineFailedError(engine, `${how}${quote(stderr)}`, { exitCode: ended.exitCode, stderr }));
  }
  return decodeUtf8(ended.stdout)
    .map((stdout) => ({ stdout, stderr }))
    .mapErr(
      () =>
        new EngineFailedError(engine, "printed bytes that are not UTF-8: save all templates as UTF-8", {
          exitCode: 0,
          stderr,
        }),
    );
}

function notStarted({ engine, binary, context }: ProcessRequest, problem: unknown): EngineFailedError {
  const words = maskSecrets(problem instanceof Error ? problem.message : String(problem), context.secrets);
  return new EngineFailedError(engine, `could not be started (${binary}): ${words}`);
}

/** A crash names its cause first, and a chain of errors names it last. */
function quote(stderr: string): string {
  const words = stderr.trim();
  if (words === "") return " and wrote no message";
  if (words.length <= MESSAGE_START + MESSAGE_END) return `:\n${words}`;
  return `:\n${words.slice(0, MESSAGE_START)} [...] ${words.slice(-MESSAGE_END)}`;
}
