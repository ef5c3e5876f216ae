import type { ResourceDiff } from "./diff-resources.ts";
import { imageBlocks } from "./image-blocks.ts";
import { detailsBlock, objectBlock } from "./object-blocks.ts";
import { riskBlocks } from "./risk-blocks.ts";
import type { Block } from "./summary-block.ts";

/** Settings of {@link summarizeChanges}. */
export interface SummarizeChangesOptions {
  /** Most characters of the summary. Default 60,000: a GitHub comment takes 65,536. */
  readonly maxChars?: number;
  /** Address of the full diff, named when the summary had to be cut. Default: none. */
  readonly fullDiffUrl?: string | undefined;
}

const DEFAULT_MAX_CHARS = 60_000;

/**
 * Summarizes a diff in GitHub's Markdown for the person who approves it.
 *
 * Risks come first, each with its reason, then images, then what is removed, added and changed; the fields of a changed
 * object unfold. The summary never has more than `maxChars` characters: it is cut between two objects, and says how
 * many it leaves out. Names and values are code, so that they cannot become markup, link, or mention anybody.
 *
 * @throws TypeError when `fullDiffUrl` is no address.
 * @example
 * ```ts source="./summarize-changes.examples.ts#summarizeChanges"
 * const summary = summarizeChanges(diffResources(before, after), {
 *   maxChars: 60_000,
 *   fullDiffUrl: `${pullRequest}/files`,
 * });
 * ```
 */
export function summarizeChanges(diffs: readonly ResourceDiff[], options: SummarizeChangesOptions = {}): string {
  const { maxChars = DEFAULT_MAX_CHARS, fullDiffUrl } = options;
  const link = fullDiffUrl === undefined ? "" : ` [Full diff](<${new URL(fullDiffUrl).href}>)`;
  const of = (change: ResourceDiff["change"]): readonly ResourceDiff[] =>
    diffs.filter((diff) => diff.change === change);
  const [removed, added, changed] = [of("removed"), of("added"), of("changed")];
  const blocks = [
    ...section("### Look at these first", riskBlocks(diffs)),
    ...section("**Images**", imageBlocks(diffs)),
    ...section("**Removed**", removed.map(objectBlock)),
    ...section("**Added**", added.map(objectBlock)),
    ...section("**Changed**", changed.map(detailsBlock)),
  ];
  return fill(headline(added.length, changed.length, removed.length), blocks, {
    objects: diffs.length,
    maxChars,
    link,
  });
}

/** Takes whole blocks as long as they and the note about the rest have room. */
function fill(
  head: string,
  blocks: readonly Block[],
  { objects, maxChars, link }: { readonly objects: number; readonly maxChars: number; readonly link: string },
): string {
  const note = (left: number): string => (left === 0 ? "" : cutNote(left, link));
  if (head.length + note(objects).length > maxChars) return head.length <= maxChars ? head : "";
  const shown = [head];
  let length = head.length;
  let left = objects;
  for (const block of blocks) {
    const rest = note(left - block.objects);
    if (length + block.text.length + rest.length > maxChars) break;
    shown.push(block.text);
    length += block.text.length;
    left -= block.objects;
  }
  return `${shown.join("")}${note(left)}`;
}

function headline(added: number, changed: number, removed: number): string {
  if (added + changed + removed === 0) return "No object changes.\n";
  return `Objects: ${changed} changed, ${added} added, ${removed} removed.\n`;
}

function cutNote(objects: number, link: string): string {
  return `\n${objects} more ${objects === 1 ? "object is" : "objects are"} not shown here.${link}\n`;
}

function section(title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block, index) => (index === 0 ? { ...block, text: `\n${title}\n\n${block.text}` } : block));
}
