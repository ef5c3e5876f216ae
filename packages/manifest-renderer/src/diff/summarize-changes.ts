import { formatScalar } from "../json.ts";
import type { JsonValue } from "../json.ts";
import { formatResourceId } from "../resource/resource.ts";
import type { ImageChange, ResourceDiff } from "./diff-resources.ts";
import type { FieldChange } from "./field-changes.ts";
import { cutToDifference, inlineCode } from "./markdown.ts";

/** Settings of {@link summarizeChanges}. */
export interface SummarizeChangesOptions {
  /** Most characters of the summary. Default 60,000: a GitHub comment takes 65,536. */
  readonly maxChars?: number;
  /** Address of the full diff, named when the summary had to be cut. Default: none. */
  readonly fullDiffUrl?: string | undefined;
}

const DEFAULT_MAX_CHARS = 60_000;
const MAX_FIELDS = 25;
const DIGEST_CHARS = 12;

/** A piece of the summary that is shown as a whole, or not at all. */
interface Block {
  readonly text: string;
  readonly objects: number;
}

/**
 * Summarizes a diff in Markdown for the person who approves it: first the images, then what is removed, added and changed.
 *
 * The summary never has more than `maxChars` characters: it is cut between two objects, and says how many it leaves
 * out. Names and values are inline code, so that they cannot become markup or mention anybody.
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
  const blocks = [
    ...section("Images", imageBlocks(diffs)),
    ...section("Removed", of("removed").map(objectBlock)),
    ...section("Added", of("added").map(objectBlock)),
    ...section("Changed", of("changed").map(objectBlock)),
  ];

  const shown: string[] = [headline(of("added").length, of("changed").length, of("removed").length)];
  let length = shown.join("").length;
  let objects = 0;
  for (const block of blocks) {
    const left = diffs.length - objects - block.objects;
    const note = left === 0 ? "" : cutNote(left, link);
    if (length + block.text.length + note.length > maxChars) {
      shown.push(cutNote(diffs.length - objects, link));
      break;
    }
    shown.push(block.text);
    length += block.text.length;
    objects += block.objects;
  }
  // Only a limit below the headline and its note comes to the slice; both are our own words.
  return shown.join("").slice(0, maxChars);
}

function headline(added: number, changed: number, removed: number): string {
  if (added + changed + removed === 0) return "No object changes.\n";
  return `Objects: ${changed} changed, ${added} added, ${removed} removed.\n`;
}

function cutNote(objects: number, link: string): string {
  return `\n${objects} more ${objects === 1 ? "object is" : "objects are"} not shown here.${link}\n`;
}

function section(title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block, index) => (index === 0 ? { ...block, text: `\n**${title}**\n\n${block.text}` } : block));
}

function imageBlocks(diffs: readonly ResourceDiff[]): readonly Block[] {
  const changes = new Set(diffs.flatMap(({ images }) => images.map(imageLine)));
  return [...changes].sort().map((text) => ({ text, objects: 0 }));
}

function imageLine({ before, after }: ImageChange): string {
  return `- ${imageName(before)} → ${imageName(after)}\n`;
}

function imageName(image: string | undefined): string {
  if (image === undefined) return "(none)";
  return inlineCode(
    image.replace(/(@sha\d+:[0-9a-f]+)$/, (digest) => `${digest.slice(0, digest.indexOf(":") + 1 + DIGEST_CHARS)}…`),
  );
}

function objectBlock({ id, fields }: ResourceDiff): Block {
  const lines = fields.slice(0, MAX_FIELDS).map(fieldLine);
  const more = fields.length - lines.length;
  const rest = more > 0 ? `  - ${more} more fields\n` : "";
  return { text: `- ${inlineCode(formatResourceId(id))}\n${lines.join("")}${rest}`, objects: 1 };
}

function fieldLine({ path, before, after }: FieldChange): string {
  const [from, to] = cutToDifference(valueText(before), valueText(after));
  const [old, next] = [
    before === undefined ? "(none)" : inlineCode(from),
    after === undefined ? "(none)" : inlineCode(to),
  ];
  return `  - ${inlineCode(path)}: ${old} → ${next}\n`;
}

/** Strings in quotes: `"8080"` and `8080` are not the same for Kubernetes. */
function valueText(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? JSON.stringify(value) : formatScalar(value);
}
