import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

import type { DeadLetter, LaneItem, LaneVerdict } from "../lane/lane.ts";
import type { Call, ChildRequest, SeenBatch, ToChild, ToParent } from "./protocol.ts";

/** Handles a batch in the process of the laws. */
export type Handle = (batch: SeenBatch) => LaneVerdict | "throw" | Promise<LaneVerdict | "throw">;

/** A lane in a process of its own. */
export interface LaneProcess {
  /** Returns what became of the item, or the code of the error. */
  put(item: LaneItem<unknown>): Promise<string>;
  /** The process dies in the moment in which the item is stored. */
  putAndDie(item: LaneItem<unknown>): Promise<void>;
  run(handle: Handle): Promise<void>;
  stop(): Promise<void>;
  deadLetters(): Promise<readonly DeadLetter<unknown>[]>;
  replay(ids: readonly string[]): Promise<number>;
  /** Closes the lane, then ends the process. */
  close(): Promise<void>;
  /** Ends the process by SIGKILL. */
  kill(): Promise<void>;
}

/** The lane refused to open; a second process may be refused. */
export class LaneRefusedError extends Error {
  override readonly name = "LaneRefusedError";
}

const LONGEST_OUTPUT = 2_000;

/** Starts a process that opens a lane. */
export async function startLane(request: ChildRequest, execArgv: readonly string[]): Promise<LaneProcess> {
  const child = fork(childProgram(), [JSON.stringify(request)], {
    execArgv: [...execArgv],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let output = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (output = (output + text).slice(-LONGEST_OUTPUT)));
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => {
      resolve();
    });
  });
  const answers = new Map<number, (message: ToParent | undefined) => void>();
  let handle: Handle = () => ({ code: "done" });
  let calls = 0;

  const answer = (batch: number, verdict: LaneVerdict | "throw"): void => {
    send(child, { code: "handled", batch, verdict });
  };
  const opened = new Promise<void>((resolve, reject) => {
    child.on("message", (message: ToParent) => {
      if (message.code === "open") resolve();
      else if (message.code === "refused") reject(new LaneRefusedError(message.why));
      else if (message.code === "batch") {
        const { number } = message;
        Promise.resolve(handle(message.batch)).then(
          (verdict) => {
            answer(number, verdict);
          },
          () => undefined,
        );
      } else answers.get(message.number)?.(message);
    });
    child.once("exit", () => {
      reject(new Error(`The process of the lane ended before the lane was open. ${output}`));
      for (const settle of answers.values()) settle(undefined);
    });
  });

  const call = (request: Call): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const number = calls++;
      answers.set(number, (message) => {
        answers.delete(number);
        if (message?.code === "answer") resolve(message.value);
        else reject(new Error(message?.code === "failure" ? message.why : `The process of the lane ended. ${output}`));
      });
      if (child.connected) send(child, { code: "call", number, call: request });
      else answers.get(number)?.(undefined);
    });

  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await gone;
  };
  try {
    await opened;
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    put: async (item) => String(await call({ code: "put", item })),
    putAndDie: async (item) => {
      const refusal = await call({ code: "put-and-die", item }).catch(() => undefined);
      if (refusal !== undefined) throw new Error(`The lane did not take an item: ${JSON.stringify(refusal)}`);
      await gone;
    },
    run: async (nextHandle) => {
      handle = nextHandle;
      await call({ code: "run" });
    },
    stop: async () => {
      await call({ code: "stop" });
    },
    deadLetters: async () => (await call({ code: "dead-letters" })) as readonly DeadLetter<unknown>[],
    replay: async (ids) => Number(await call({ code: "replay", ids })),
    close: async () => {
      await call({ code: "close" });
      await kill();
    },
    kill,
  };
}

function send(child: ChildProcess, message: ToChild): void {
  // A child that died meanwhile needs no message.
  if (child.connected) child.send(message, () => undefined);
}

/** Beside this file, in the sources and in what is built of them. */
function childProgram(): string {
  const isSource = import.meta.url.endsWith(".ts");
  return fileURLToPath(new URL(isSource ? "./child.ts" : "./parts/lane-laws/child.js", import.meta.url));
}
