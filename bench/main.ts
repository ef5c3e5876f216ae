// Measures what the packages cost beside the floor, the least that has to be done, and beside what else there is.
//
//   npm run bench                  everything
//   npm run bench -- flux-events   one package
//
// All that is compared runs in turn, again and again, in one process: machines are noisy, ratios are less so.
import { benchmarks } from "./benchmarks.ts";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(", ")}; there are: ${Object.keys(benchmarks).join(", ")}`);
  process.exit(1);
}
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`# ${name} (Node ${process.versions.node})`);
  await run();
}
