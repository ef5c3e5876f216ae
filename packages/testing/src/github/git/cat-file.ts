import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";

import { isGitObjectType, type GitObject } from "./git-object.ts";
import { gitEnvironment } from "./run-git.ts";

/** Reads objects wherever they are, loose or in packs, through one long-lived `git cat-file --batch`. */
export interface CatFile {
  read(sha: string): Promise<GitObject | undefined>;
  close(): Promise<void>;
}

interface Waiter {
  readonly resolve: (object: GitObject | undefined) => void;
  readonly reject: (error: Error) => void;
}

export function createCatFile(directory: string): CatFile {
  const waiters: Waiter[] = [];
  let child: ChildProcessWithoutNullStreams | undefined;
  let received: Buffer = Buffer.alloc(0);

  const start = (): ChildProcessWithoutNullStreams => {
    const started = spawn("git", ["--git-dir", directory, "cat-file", "--batch"], { env: gitEnvironment() });
    started.stdout.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (answerNext());
    });
    started.stderr.resume();
    started.stdin.on("error", () => undefined);
    started.on("error", fail);
    started.on("close", () => {
      child = undefined;
      fail(new Error(`git cat-file ended while ${directory} was being read.`));
    });
    return started;
  };

  const fail = (error: Error): void => {
    received = Buffer.alloc(0);
    for (const waiter of waiters.splice(0)) waiter.reject(error);
  };

  const answerNext = (): boolean => {
    const lineEnd = received.indexOf(0x0a);
    if (lineEnd < 0) return false;
    const [, type, size] = received.toString("latin1", 0, lineEnd).split(" ");
    if (!isGitObjectType(type)) {
      received = received.subarray(lineEnd + 1);
      waiters.shift()?.resolve(undefined);
      return true;
    }
    const end = lineEnd + 1 + Number(size);
    if (received.length < end + 1) return false;
    const content = Buffer.from(received.subarray(lineEnd + 1, end));
    received = received.subarray(end + 1);
    waiters.shift()?.resolve({ type, content });
    return true;
  };

  return {
    read(sha) {
      child ??= start();
      const { stdin } = child;
      return new Promise((resolve, reject) => {
        waiters.push({ resolve, reject });
        stdin.write(`${sha}\n`);
      });
    },
    close() {
      const ending = child;
      if (ending === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        ending.on("close", () => {
          resolve();
        });
        ending.stdin.end();
      });
    },
  };
}
