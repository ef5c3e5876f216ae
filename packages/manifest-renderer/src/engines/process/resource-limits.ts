import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";

import type { Limits } from "../../limits.ts";

const PLACES = ["/usr/bin/prlimit", "/bin/prlimit", "/usr/local/bin/prlimit", "/run/current-system/sw/bin/prlimit"];

interface LimitedCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Whether the memory has a limit. */
  readonly limited: boolean;
}

let prlimit: Promise<string | undefined> | undefined;
let hardLimits: Promise<string> | undefined;

/**
 * Puts `prlimit` before a command, where the system has it (Linux): address space, no core dumps, and as much processor
 * time as it could use until its timeout, so that a program whose parent was killed ends as well.
 *
 * @see https://man7.org/linux/man-pages/man1/prlimit.1.html
 */
export async function limitCommand(file: string, args: readonly string[], limits: Limits): Promise<LimitedCommand> {
  prlimit ??= process.platform === "linux" ? firstExecutable(PLACES) : Promise.resolve(undefined);
  const found = await prlimit;
  if (found === undefined) return { file, args, limited: false };
  hardLimits ??= readFile("/proc/self/limits", "utf8").catch(() => "");
  const hard = await hardLimits;
  const seconds = Math.ceil(limits.engineTimeoutMs / 1000 + 1) * availableParallelism();
  const memory = atMost(hard, "Max address space", limits.engineMemoryBytes);
  const time = atMost(hard, "Max cpu time", seconds);
  return { file: found, args: [`--as=${memory}`, `--cpu=${time}`, "--core=0", file, ...args], limited: true };
}

/** A limit can be lowered only: one above that of this process would be refused. */
function atMost(hardLimitsOfProcess: string, name: string, wanted: number): number {
  const hard = new RegExp(`^${name}\\s+\\S+\\s+(\\d+)`, "m").exec(hardLimitsOfProcess)?.[1];
  return Math.min(Math.ceil(wanted), hard === undefined ? Number.MAX_SAFE_INTEGER : Number(hard));
}

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return path;
  }
  return undefined;
}
