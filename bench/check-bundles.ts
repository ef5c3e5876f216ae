// Fails when a published package bundles into more than it promises; part of `npm run check`.
import { bundle, FLUX_EVENTS, MANIFEST_RENDERER } from "./bundles.ts";

const MAX_RECEIVER = 6_000;
const MAX_RENDERER = 45_000;
/** One of the sentences for people. */
const SENTENCE = "failed its health check";

const receiver = await bundle(FLUX_EVENTS, "a receiver");
const deciding = await bundle(FLUX_EVENTS, "receive, then fold");
const events = await bundle(FLUX_EVENTS, "everything");
const renderer = await bundle(MANIFEST_RENDERER, "everything");

const problems = [
  receiver.bytes > MAX_RECEIVER &&
    `flux-events: a receiver has ${receiver.bytes} bytes with neverthrow, more than ${MAX_RECEIVER}`,
  events.imports.join() !== "node:crypto" && `flux-events: more is imported than node:crypto: ${events.imports.join()}`,
  deciding.code.includes(SENTENCE) && "flux-events: a program that only decides carries the sentences for people",
  !events.code.includes(SENTENCE) && `flux-events: the sentence to look for has changed: ${SENTENCE}`,
  renderer.bytes > MAX_RENDERER &&
    `manifest-renderer: the core has ${renderer.bytes} bytes with yaml, more than ${MAX_RENDERER}`,
  renderer.imports.some((name) => /fs|child_process|http|net$/.test(name)) &&
    `manifest-renderer: the core imports ${renderer.imports.join()}`,
].filter((problem) => problem !== false);

for (const problem of problems) console.error(`@gitops/${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
