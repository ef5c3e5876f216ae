// Runs the tests under other versions of Node, which npx fetches from the registry.
//
//   node scripts/test-nodes.mjs                                    unit tests under 22, 24 and 26
//   node scripts/test-nodes.mjs 24 -- --project unit packages/promotion    these versions, these arguments of vitest
import { spawnSync } from "node:child_process";

const given = process.argv.slice(2);
const separator = given.includes("--") ? given.indexOf("--") : given.length;
const versions = separator > 0 ? given.slice(0, separator) : ["22", "24", "26"];
const vitestArguments = separator < given.length ? given.slice(separator + 1) : ["--project", "unit"];

const failed = versions.filter((version) => {
  console.log(`\nNode ${version}`);
  const node = ["-y", "--loglevel=error", "-p", `node@${version}`];
  const vitest = ["node", "node_modules/vitest/vitest.mjs", "run", ...vitestArguments];
  return spawnSync("npx", [...node, "--", ...vitest], { stdio: "inherit" }).status !== 0;
});

console.log(
  failed.length > 0 ? `\nFailed under Node ${failed.join(", ")}` : `\nPassed under Node ${versions.join(", ")}`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
