/** What is compared: the floor first, then everything that is measured against it, by name. Each may take seconds. */
export type Runs = Readonly<Record<string, () => unknown>>;

const ROUNDS = 5;

/**
 * Runs all contestants once a round, in turn, and prints the median time of each and its ratio to the first one.
 *
 * A ratio is the median of those of the rounds: what slows a round down slows all contestants down.
 *
 * @returns the ratios by name.
 */
export async function compareRuns(title: string, runs: Runs): Promise<Readonly<Record<string, number>>> {
  const names = Object.keys(runs);
  const [floor = ""] = names;
  const rounds: Record<string, number>[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const times: Record<string, number> = {};
    for (const name of names) {
      globalThis.gc?.();
      const start = performance.now();
      await runs[name]?.();
      times[name] = performance.now() - start;
    }
    // The first round is for the compiler.
    if (round > 0) rounds.push(times);
  }

  console.log(`\n${title}, median of ${ROUNDS} rounds`);
  console.log(`${"".padEnd(52)}${"ms".padStart(9)}${"x first".padStart(9)}`);
  const ratios: Record<string, number> = {};
  for (const name of names) {
    const time = median(rounds.map((times) => times[name] ?? Number.NaN));
    const ratio = median(rounds.map((times) => (times[name] ?? Number.NaN) / (times[floor] ?? Number.NaN)));
    ratios[name] = ratio;
    console.log(`${name.padEnd(52)}${time.toFixed(0).padStart(9)}${ratio.toFixed(2).padStart(9)}`);
  }
  return ratios;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
