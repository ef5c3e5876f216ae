import { cautions } from "./cautions.ts";
import { changesSection } from "./changes.ts";
import type { PullRequestContent } from "./content.ts";
import { evidence } from "./evidence.ts";
import { gates } from "./gates.ts";
import { headline } from "./headline.ts";
import { nextSteps } from "./next-steps.ts";
import { pipelineGraph } from "./pipeline-graph.ts";
import { trailers } from "./trailers.ts";

/** GitHub counts characters; UTF-16 units, which are counted here, are never fewer. See renovatebot/renovate#2032. */
const MAX_BODY = 65_536;
const SEPARATOR = "\n\n";
/** Of the body, at most; what the others leave is for the changes. */
const SHARE = {
  headline: 0.12,
  cautions: 0.15,
  evidence: 0.12,
  gates: 0.12,
  graph: 0.1,
  next: 0.06,
  trailers: 0.06,
} as const;
/** Sections besides the changes, and so separators. */
const SECTIONS = Object.keys(SHARE).length;

/**
 * Writes the body of a pull request: what the approver decides on, on one page.
 *
 * It is a view, written anew with each proposal and never read back. Equal content gives equal text. It never has more
 * than `maxChars` UTF-16 units, and is cut between objects, gates or slots. Nothing from outside can be markup, a link, a
 * mention or a reference in it.
 *
 * @internal
 */
export function pullRequestBody(
  content: PullRequestContent,
  options: { readonly webUrl: string; readonly maxChars?: number },
): string {
  const { webUrl } = options;
  const maxChars = Math.min(options.maxChars ?? MAX_BODY, MAX_BODY);
  const roomOf = (section: keyof typeof SHARE): number => Math.floor(maxChars * SHARE[section]) - SEPARATOR.length;
  const before = [headline(content, webUrl, roomOf("headline")), cautions(content, roomOf("cautions"))];
  const after = [
    evidence(content, webUrl, roomOf("evidence")),
    gates(content, roomOf("gates")),
    pipelineGraph(content, roomOf("graph")),
    nextSteps(content, roomOf("next")),
    trailers(content.changes, roomOf("trailers")),
  ];
  const taken = [...before, ...after].reduce((total, section) => total + section.length, SECTIONS * SEPARATOR.length);
  const changes = changesSection(content, webUrl, maxChars - taken);
  return [...before, changes, ...after].filter((section) => section !== "").join(SEPARATOR);
}
