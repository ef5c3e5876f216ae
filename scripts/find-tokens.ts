// Looks for tokens in what the tests printed: errors, logs and metrics of everything they ran pass through there.
//
//   node --conditions=@gitops/source --import tsx scripts/find-tokens.ts FILE WORD...
//
// Found is what redactTokens of @gitops/github-reporter would remove, and the given words: tokens and secrets that the tests
// themselves use. Titles of tests that passed are left out, for some name the token that they try. What was found is not
// printed again.
import { readFileSync } from "node:fs";

import { redactTokens } from "@gitops/github-reporter";

const [file = "", ...words] = process.argv.slice(2);
const found = readFileSync(file, "utf8")
  .split("\n")
  .flatMap((line, index) => {
    const isTitle = /^\s*✓ /.test(line);
    const hasToken = redactTokens(line) !== line || words.some((word) => line.includes(word));
    return hasToken && !isTitle ? [index + 1] : [];
  });

console.log(
  found.length > 0
    ? `Tokens in the output of the tests, lines ${found.join(", ")}`
    : "No token in the output of the tests",
);
process.exitCode = found.length > 0 ? 1 : 0;
