// Fails when the published package bundles into more than it promises; part of `npm run check`.
import { bundle, USES } from "./bundles.ts";

const MAX_RECEIVER = 6_000;
/** One of the sentences for people. */
const SENTENCE = "failed its health check";

const receiver = await bundle(USES["a receiver"] ?? "");
const deciding = await bundle(USES["receive, then fold"] ?? "");
const everything = await bundle("*");

const problems = [
  receiver.bytes > MAX_RECEIVER && `a receiver has ${receiver.bytes} bytes with neverthrow, more than ${MAX_RECEIVER}`,
  everything.imports.join() !== "node:crypto" && `more is imported than node:crypto: ${everything.imports.join()}`,
  deciding.code.includes(SENTENCE) && "a program that only decides carries the sentences for people",
  !everything.code.includes(SENTENCE) && `the sentence to look for has changed: ${SENTENCE}`,
].filter((problem) => problem !== false);

for (const problem of problems) console.error(`@gitops/flux-events: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
