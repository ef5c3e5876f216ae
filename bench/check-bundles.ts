// Fails when a published package bundles into more than it promises; part of `npm run check`.
import { bundle, FLUX_EVENTS, MANIFEST_RENDERER } from "./bundles.ts";

const MAX_RECEIVER = 6_000;
/** Of that, 33,000 are the yaml library. */
const MAX_CODEC = 45_000;
const MAX_RENDER = 68_000;
/** One of the sentences for people. */
const SENTENCE = "failed its health check";

const receiver = await bundle(FLUX_EVENTS, "a receiver");
const deciding = await bundle(FLUX_EVENTS, "receive, then fold");
const events = await bundle(FLUX_EVENTS, "everything");
const codec = await bundle(MANIFEST_RENDERER, "read and write manifests");
const render = await bundle(MANIFEST_RENDERER, "render and plan");
const renderer = await bundle(MANIFEST_RENDERER, "everything");

const problems = [
  receiver.bytes > MAX_RECEIVER &&
    `flux-events: a receiver has ${receiver.bytes} bytes with neverthrow, more than ${MAX_RECEIVER}`,
  events.imports.join() !== "node:crypto" && `flux-events: more is imported than node:crypto: ${events.imports.join()}`,
  deciding.code.includes(SENTENCE) && "flux-events: a program that only decides carries the sentences for people",
  !events.code.includes(SENTENCE) && `flux-events: the sentence to look for has changed: ${SENTENCE}`,
  codec.bytes > MAX_CODEC &&
    `manifest-renderer: reading and writing has ${codec.bytes} bytes with yaml, more than ${MAX_CODEC}`,
  render.bytes > MAX_RENDER &&
    `manifest-renderer: rendering has ${render.bytes} bytes with yaml, more than ${MAX_RENDER}`,
  renderer.imports.some((name) => /fs|child_process|http|net$/.test(name)) &&
    `manifest-renderer: the core imports ${renderer.imports.join()}`,
].filter((problem) => problem !== false);

for (const problem of problems) console.error(`@gitops/${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
