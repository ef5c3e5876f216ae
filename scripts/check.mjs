// Runs every check but the tests, and goes on after one that failed, so that one run shows all there is to mend.
//
//   node scripts/check.mjs
//
// What works on the sources runs beside what needs a build. The output of a step is printed when the step has ended.
import { spawn } from "node:child_process";

const ON_SOURCES = ["typecheck", "lint", "check:deps", "docs"];
const ON_BUILD = ["build", "check:api", "check:bundles", "check:pack", "check:tarballs"];

const results = (await Promise.all([ON_SOURCES, ON_BUILD].map(runInTurn))).flat();
const failed = results.filter(({ isPassed }) => !isPassed).map(({ script }) => script);
console.log(failed.length > 0 ? `\nFailed: ${failed.join(", ")}` : `\nPassed: ${results.length} checks`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function runInTurn(scripts) {
  const results = [];
  for (const script of scripts) {
    const { isPassed, output, seconds } = await run(script);
    console.log(`\n== ${script}: ${isPassed ? "passed" : "FAILED"} (${seconds} s)`);
    if (!isPassed) console.log(output);
    results.push({ script, isPassed });
    // Nothing can be said of a build that is not there.
    if (script === "build" && !isPassed) break;
  }
  return results;
}

function run(script) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn("npm", ["run", "--silent", script], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    }
    child.on("close", (code) => {
      resolve({ isPassed: code === 0, output, seconds: Math.round((Date.now() - startedAt) / 1000) });
    });
  });
}
