// Kills a connector, breaks its GitHub and shuffles its events, then compares what GitHub shows with the truth.
//
//   npm run chaos -- --seconds 60 --lane sqlite --slots 300 --seed 1
//   npm run chaos -- --lane pgboss          two replicas on Postgres; needs Node 22.12
//   npm run chaos -- --without fold         with a protection switched off: has to fail
import { parseArgs } from "node:util";

import { type ChaosOptions, DEFAULTS, LANES, PROTECTIONS } from "./options.ts";
import { describe, hasFailed } from "./report.ts";
import { runChaos } from "./run.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: String(DEFAULTS.seconds) },
    lane: { type: "string", default: DEFAULTS.lane },
    slots: { type: "string", default: String(DEFAULTS.slots) },
    seed: { type: "string", default: String(DEFAULTS.seed) },
    without: { type: "string" },
  },
});

const options: ChaosOptions = {
  seconds: positive("seconds", values.seconds),
  lane: oneOf("lane", LANES, values.lane),
  slots: positive("slots", values.slots),
  seed: positive("seed", values.seed),
  without: values.without === undefined ? undefined : oneOf("without", PROTECTIONS, values.without),
};
const report = await runChaos(options);
console.log(describe(report));
process.exitCode = hasFailed(report) ? 1 : 0;

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new RangeError(`--${name} needs a number above 0, not "${text}"`);
}

function oneOf<T extends string>(name: string, known: readonly T[], text: string): T {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  throw new RangeError(`--${name} is one of ${known.join(", ")}, not "${text}"`);
}
