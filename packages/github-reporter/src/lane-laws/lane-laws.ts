import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import type { LawContext, LaneAbility, Law } from "./law.ts";
import { expectThat } from "./law.ts";
import { sleep } from "./recording.ts";
import type { LaneProcess } from "./lane-process.ts";
import { startLane } from "./lane-process.ts";
import { lawsOfKeys } from "./laws-of-keys.ts";
import { lawsOfStorage } from "./laws-of-storage.ts";
import { lawsOfVerdicts } from "./laws-of-verdicts.ts";

/** A law that a lane keeps or breaks. */
export interface LaneLaw {
  /** What holds, as a sentence. */
  readonly name: string;
  /** Resolves when the lane keeps the law, and rejects with what it did instead. */
  run(): Promise<void>;
}

/** Options of {@link laneLaws}. */
export interface LaneLawsOptions {
  /** The module under test: a path or a file URL. It exports an {@link OpenLane} as `openLane`. */
  readonly module: string | URL;
  /** What the lane cannot do; the laws on it are left out. Default: it can do everything. */
  readonly without?: readonly LaneAbility[];
  /** Arguments of Node for the processes of the lane, e.g. a loader for TypeScript. Default: those of this process. */
  readonly execArgv?: readonly string[];
  /** Milliseconds within which something must happen, e.g. a redelivery after a crash. Default: 60000. */
  readonly patienceMs?: number;
}

/**
 * Returns the laws of a `Lane`, to be run by any test runner: each opens the lane in processes of its own, and kills
 * some of them.
 *
 * @example
 * ```ts source="./lane-laws.examples.ts#laneLaws_runner"
 * // import { laneLaws } from "@gitops/github-reporter/testing";
 * // ./my-lane.js exports openLane({ storage, capacity }), which returns a Lane.
 * const laws = laneLaws({ module: new URL("./my-lane.js", import.meta.url) });
 * for (const law of laws) await test(law.name, () => law.run());
 * ```
 */
export function laneLaws(options: LaneLawsOptions): readonly LaneLaw[] {
  const { without = [] } = options;
  return [...lawsOfStorage, ...lawsOfKeys, ...lawsOfVerdicts]
    .filter((law) => needsOf(law).every((need) => !without.includes(need)))
    .map((law) => ({ name: law.name, run: () => prove(law, options) }));
}

function needsOf({ needs = [] }: Law): readonly LaneAbility[] {
  return typeof needs === "string" ? [needs] : needs;
}

async function prove(law: Law, options: LaneLawsOptions): Promise<void> {
  const { module, execArgv = process.execArgv, patienceMs = 60_000 } = options;
  const storage = `lane_${randomBytes(6).toString("hex")}`;
  const url =
    module instanceof URL || module.startsWith("file:") ? String(module) : pathToFileURL(resolve(module)).href;
  const started: LaneProcess[] = [];
  const context: LawContext = {
    open: async ({ capacity } = {}) => {
      const lane = await startLane({ module: url, storage, ...(capacity !== undefined && { capacity }) }, execArgv);
      started.push(lane);
      return lane;
    },
    until: async (condition, expectation) => {
      const end = Date.now() + patienceMs;
      while (!condition() && Date.now() < end) await sleep(10);
      expectThat(condition(), `${expectation}, within ${patienceMs} ms`);
    },
  };
  try {
    await law.prove(context);
  } finally {
    await Promise.all(started.map((lane) => lane.kill()));
  }
}
