import { Bench } from "tinybench";

/** What is compared: the floor first, then everything that is measured against it, by name. */
export type Contestants = Readonly<Record<string, () => unknown>>;

const ROUNDS = 9;
const ROUND_MS = 150;

/**
 * Runs all contestants in turn for some rounds, and prints the time and the memory that each takes, as a ratio to the first one.
 *
 * A ratio is the median of those of the rounds: what slows a round down slows all contestants down. Memory is what one call
 * allocates, without what the garbage collector frees meanwhile: that needs `--expose-gc`.
 */
export async function compare(title: string, contestants: Contestants): Promise<void> {
  const names = Object.keys(contestants);
  const rounds: ReadonlyMap<string, number>[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const times = await measure(contestants);
    // The first round is for the compiler.
    if (round > 0) rounds.push(times);
  }

  const [floor = ""] = names;
  const timeOf = (name: string) => median(rounds.map((times) => times.get(name) ?? Number.NaN));
  const ratioOf = (name: string) =>
    median(rounds.map((times) => (times.get(name) ?? Number.NaN) / (times.get(floor) ?? Number.NaN)));
  const memory = new Map(names.map((name) => [name, allocatedBytes(contestants[name] ?? (() => undefined))]));

  console.log(`\n${title}, median of ${ROUNDS} rounds`);
  console.log(`${"".padEnd(36)}${"µs/call".padStart(9)}${"x floor".padStart(9)}${"heap B/call".padStart(12)}`);
  for (const name of names) {
    const microseconds = (timeOf(name) * 1000).toFixed(2);
    const bytes = memory.get(name);
    const columns = [microseconds.padStart(9), ratioOf(name).toFixed(2).padStart(9), String(bytes ?? "-").padStart(12)];
    console.log(`${name.padEnd(36)}${columns.join("")}`);
  }
}

/** Milliseconds that one call of each takes. */
async function measure(contestants: Contestants): Promise<ReadonlyMap<string, number>> {
  const bench = new Bench({ time: ROUND_MS, warmup: false });
  for (const [name, run] of Object.entries(contestants)) bench.add(name, run);
  await bench.run();
  return new Map(
    bench.tasks.map((task) => {
      if (task.result.state !== "completed") throw new Error(`${task.name} did not complete`);
      return [task.name, task.result.latency.p50];
    }),
  );
}

function allocatedBytes(run: () => unknown): number | undefined {
  const { gc } = globalThis;
  if (gc === undefined) return undefined;
  const calls = 2_000;
  const samples = Array.from({ length: 5 }, () => {
    gc();
    const before = process.memoryUsage().heapUsed;
    for (let call = 0; call < calls; call++) run();
    return (process.memoryUsage().heapUsed - before) / calls;
  });
  return Math.round(median(samples));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
