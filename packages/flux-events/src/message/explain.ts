import type { FluxEvent } from "../event/event.ts";
import type { OutcomeReason } from "../outcome/outcome.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import { parseRevision } from "../revision/revision.ts";

/** What a sentence is made of: the object, the revision, and Flux's own text. */
interface Parts {
  readonly object: string;
  readonly revision: string;
  readonly text: string;
}

const SENTENCES: Readonly<Record<OutcomeReason, (parts: Parts) => string>> = {
  applied: ({ object, revision, text }) => `${object} applied ${revision}: ${text}`,
  healthy: ({ object, revision }) => `${object} passed its health checks at ${revision}`,
  "artifact-unavailable": ({ object, revision, text }) =>
    `${object} could not fetch ${revision} and tries again: ${text}`,
  progressing: ({ object, revision, text }) => `${object} is reconciling ${revision}: ${text}`,
  reconciled: ({ object, revision }) => `${object} reconciled ${revision}`,
  "rolled-out": ({ object, revision }) => `${object} reconciled ${revision} and its health checks passed`,
  unhealthy: ({ object, revision, text }) =>
    `${object} did not become healthy at ${revision}: ${text.replace(/^health check failed: /i, "")}`,
  "build-failed": ({ object, revision, text }) => `${object} could not build ${revision}: ${text}`,
  "apply-failed": ({ object, revision, text }) => `${object} could not apply ${revision}: ${text}`,
  "prune-failed": ({ object, revision, text }) => `${object} could not prune at ${revision}: ${text}`,
  "path-missing": ({ object, revision, text }) => `${object} found no folder at its path in ${revision}: ${text}`,
  misconfigured: ({ object, text }) => `${object} is misconfigured: ${text}`,
  "deletion-failed": ({ object, text }) => `${object} could not be deleted cleanly: ${text}`,
  superseded: ({ object, revision }) => `${object} gave up ${revision} for a newer revision`,
  dependency: ({ object, revision }) => `${object} waits for its dependencies before it applies ${revision}`,
  deletion: ({ object, text }) => `${object} was deleted: ${text}`,
  internal: ({ object, revision, text }) => `${object} hit a passing error at ${revision} and tries again: ${text}`,
  source: ({ object, revision }) => `${object} fetched ${revision}`,
  "source-failed": ({ object, text }) => `${object} could not fetch its source: ${text}`,
  unrecognised: ({ object, text }) => `${object} sent an event that is not recognised: ${text}`,
};

/**
 * Explains an event in one English sentence, for logs and for people who do not read Flux's reasons.
 *
 * @returns the sentence, on one line, with a full stop at its end.
 * @example
 * ```ts source="./explain.examples.ts#explain"
 * const sentence = explain(event); // "Kustomization flux-system/cart applied main@4a6d1f0: 1 created, 2 configured."
 * ```
 */
export function explain(event: FluxEvent): string {
  const { why, message } = outcomeOf(event);
  const { kind, namespace, name } = event.involvedObject;
  const object = `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
  const text = message || event.reason || "no message";
  return `${withoutEnd(SENTENCES[why]({ object, revision: shortRevision(event), text }))}.`;
}

/** Cuts white space, full stops and colons off the end. A pattern would start anew at each of them. */
function withoutEnd(sentence: string): string {
  let end = sentence.length;
  while (end > 0 && /[\s.:]/.test(sentence.charAt(end - 1))) end--;
  return sentence.slice(0, end);
}

function shortRevision({ metadata }: FluxEvent): string {
  const { ref, digest, version } = parseRevision(metadata["revision"] ?? "");
  if (digest === undefined) return version ?? "its revision";
  return ref === undefined ? digest.slice(0, 7) : `${ref}@${digest.slice(0, 7)}`;
}
