import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

import type { ConnectorSettings } from "./connector/settings.ts";
import { createRandom } from "./random.ts";

/** What a replica tells of itself. */
export interface ReplicaState {
  readonly pending: number;
  readonly deadLetters: readonly string[];
}

/** One process of the connector, which can be killed and comes back. */
export interface Replica {
  readonly address: string;
  /** Resolves when it answers. */
  ready(): Promise<void>;
  /** Kills it without warning, and starts it again at once. */
  kill(): Promise<void>;
  state(): Promise<ReplicaState>;
  /** Ends it for good. */
  end(): Promise<void>;
}

/** Starts a replica from a bundle, for start-up is time that it is down. */
export function startReplica(program: string, settings: ConnectorSettings): Replica {
  const address = `http://127.0.0.1:${settings.port}`;
  let child: ChildProcess;
  let isReady: Promise<void>;

  const start = (): void => {
    child = spawn(process.execPath, ["--no-warnings", program, JSON.stringify(settings)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { stdout } = child;
    isReady = new Promise((resolve) => {
      stdout?.once("data", () => {
        resolve();
      });
      child.once("exit", () => {
        resolve();
      });
    });
  };
  const kill = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await gone;
  };
  start();
  return {
    address,
    ready: () => isReady,
    kill: async () => {
      await kill();
      start();
    },
    state: async () => (await fetch(`${address}/state`)).json() as Promise<ReplicaState>,
    end: kill,
  };
}

/** A process that has not written yet lives so long at most, for GitHub may be gone. */
const LONGEST_IDLE_MS = 3_000;

/**
 * Kills one of the replicas again and again until the signal aborts, and returns how often: a moment after it began to write,
 * about every second.
 */
export async function killReplicas(
  replicas: readonly Replica[],
  {
    seed,
    signal,
    countWrites,
  }: { readonly seed: number; readonly signal: AbortSignal; readonly countWrites: () => number },
): Promise<number> {
  const random = createRandom(seed);
  const pause = (milliseconds: number): Promise<void> =>
    sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  for (let kills = 0; ; kills++) {
    const replica = replicas[Math.floor(random.next() * replicas.length)]!;
    await replica.ready();
    const writes = countWrites();
    const deadline = Date.now() + LONGEST_IDLE_MS;
    while (countWrites() === writes && Date.now() < deadline && !signal.aborted) await pause(20);
    await pause(random.between(0, 1200));
    if (signal.aborted) return kills;
    await replica.kill();
  }
}
