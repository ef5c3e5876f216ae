// Prints the sum of several vitest JSON reports as one line, and fails when a test failed or a report is missing.
//
//   node scripts/count-tests.mjs REPORT.json...
import { existsSync, readFileSync } from "node:fs";

const total = { passed: 0, failed: 0, skipped: 0 };
const files = process.argv.slice(2);
const missing = files.filter((file) => !existsSync(file));
for (const file of missing) console.error(`${file} is missing: that run ended before it could report`);

for (const file of files.filter((name) => !missing.includes(name))) {
  const report = JSON.parse(readFileSync(file, "utf8"));
  // A file that cannot be loaded is a failed suite without a single test in it.
  const broken = report.testResults.filter((suite) => suite.status === "failed" && suite.assertionResults.length === 0);
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests + broken.length;
  total.skipped += report.numPendingTests + report.numTodoTests;
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed + missing.length > 0 ? 1 : 0;
