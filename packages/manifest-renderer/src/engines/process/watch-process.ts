import type { ChildProcess } from "node:child_process";

import type { EngineContext } from "../engine.ts";
import { MessageBuffer } from "./message-buffer.ts";

const DRAIN_INTERVAL_MS = 50;
const QUIET_INTERVALS = 4;
const KILL_GRACE_MS = 2_000;

/** How a program came to its end. */
export interface EndedProcess {
  /** Why it was killed, or `exit` when it ended by itself. */
  readonly reason: "aborted" | "exit" | "not-started" | "output" | "timeout";
  /** Exit code; undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  /** Signal that ended it. */
  readonly signal: string | undefined;
  /** Its standard output. */
  readonly stdout: Uint8Array;
  /** Its standard error. */
  readonly messages: MessageBuffer;
  /** Why it could not be started. */
  readonly problem?: unknown;
}

/** Feeds a program, collects what it prints within the limits, and kills its whole process group when it must end. */
export function watchProcess(
  child: ChildProcess,
  stdin: string | undefined,
  { limits, signal }: EngineContext,
): Promise<EndedProcess> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const messages = new MessageBuffer();
    let [outputBytes, seenBytes] = [0, 0];
    let stopReason: "aborted" | "output" | "timeout" | undefined;
    let drain: NodeJS.Timeout | undefined;
    let grace: NodeJS.Timeout | undefined;

    const settle = (ended: Partial<EndedProcess>): void => {
      clearTimeout(timeout);
      clearTimeout(grace);
      clearInterval(drain);
      signal?.removeEventListener("abort", abort);
      child.stdout?.destroy();
      child.stderr?.destroy();
      child.stdin?.destroy();
      const exitCode = child.exitCode ?? undefined;
      const ending = { reason: stopReason ?? "exit", exitCode, signal: child.signalCode ?? undefined } as const;
      resolve({ ...ending, stdout: Buffer.concat(chunks), messages, ...ended });
    };
    const stop = (reason: NonNullable<typeof stopReason>): void => {
      if (stopReason !== undefined) return;
      stopReason = reason;
      chunks.length = 0;
      killGroup(child);
      // Not even a program that the system cannot end may hold up the caller.
      grace = setTimeout(settle, KILL_GRACE_MS, {});
      if (child.exitCode !== null || child.signalCode !== null) settle({});
    };
    const abort = (): void => {
      stop("aborted");
    };
    const timeout = setTimeout(stop, limits.engineTimeoutMs, "timeout");
    signal?.addEventListener("abort", abort, { once: true });

    child.stdout?.on("data", (chunk: Buffer) => {
      seenBytes += chunk.length;
      if (stopReason !== undefined) return;
      outputBytes += chunk.length;
      if (outputBytes > limits.maxOutputBytes) stop("output");
      else chunks.push(chunk);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      seenBytes += chunk.length;
      messages.add(chunk);
    });
    child.on("error", (problem) => {
      if (child.pid === undefined) settle({ reason: "not-started", problem });
    });
    child.on("close", () => {
      settle({});
    });
    child.on("exit", () => {
      // What it started must not outlive it. What left the group may keep the pipes open, so nobody waits for "close".
      killGroup(child);
      if (stopReason !== undefined) settle({});
      else drain = settleWhenQuiet(() => seenBytes, settle);
    });
    // A program may end without reading its input; its exit code tells whether that is an error.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(stdin);
  });
}

/** Waits until some rounds of the event loop brought no more bytes: a timer alone could fire before the pipes are read. */
function settleWhenQuiet(seenBytes: () => number, settle: (ended: Partial<EndedProcess>) => void): NodeJS.Timeout {
  let [last, quiet] = [seenBytes(), 0];
  return setInterval(() => {
    quiet = seenBytes() === last ? quiet + 1 : 0;
    last = seenBytes();
    if (quiet >= QUIET_INTERVALS) settle({});
  }, DRAIN_INTERVAL_MS);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // ESRCH: nothing of the group is left.
  }
}
