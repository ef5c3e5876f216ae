import type { ChangeContent, PullRequestContent } from "./content.ts";
import { code, htmlCode, link } from "./foreign-text.ts";
import { highLevelSection } from "./high-level.ts";
import { codeDiffUrl, fullDiffUrl } from "./links.ts";
import { objectCounts, objectSummary, riskCount } from "./object-summary.ts";
import { takeBlocks } from "./take-blocks.ts";

/** Of the room, for what stands first where two things share it. */
const FIRST_SHARE = 0.7;
const TABLE_SHARE = 0.35;
/** Less than this says nothing about an app. */
const LEAST = 200;

/** Shows what changes: of one slot all at once, of several a table first, and each slot unfolds. */
export function changesSection(content: PullRequestContent, webUrl: string, maxChars: number): string {
  const { changes } = content;
  const head = "## What changes\n\n";
  const foot = `\n\n${link("Full diff", fullDiffUrl(webUrl, content))}`;
  const room = maxChars - head.length - foot.length;
  const [only] = changes;
  const text =
    changes.length === 1 && only !== undefined ? slotChanges(only, webUrl, room) : manyChanges(changes, webUrl, room);
  const full = `${head}${text}${foot}`;
  return full.length <= maxChars ? full : "";
}

function slotChanges(content: ChangeContent, webUrl: string, maxChars: number): string {
  const { view, diffs, highLevel } = content;
  const codeLine = codeChanges(content, webUrl);
  const intro = codeLine === "" || codeLine.length + 2 > maxChars ? "" : `${codeLine}\n\n`;
  const room = maxChars - intro.length;
  if (highLevel.length === 0) return `${intro}${objectSummary(diffs, room)}`;
  const firstRoom = Math.floor(room * FIRST_SHARE);
  if (view.slot.policy.highLevel === "folded") {
    const objects = objectSummary(diffs, firstRoom);
    const files = highLevelSection(highLevel, { isOpen: false, maxChars: room - objects.length - 2 });
    return `${intro}${objects}${files === "" ? "" : `\n\n${files}`}`;
  }
  const files = highLevelSection(highLevel, { isOpen: true, maxChars: firstRoom });
  const [open, close] = [`<details><summary>Objects: ${objectCounts(diffs)}</summary>\n\n`, "\n\n</details>"];
  const objects = objectSummary(diffs, room - files.length - open.length - close.length - 2);
  return `${intro}${files}${objects === "" ? "" : `\n\n${open}${objects}${close}`}`;
}

function codeChanges({ change, view }: ChangeContent, webUrl: string): string {
  const from = view.live?.lock.release;
  const url = codeDiffUrl(webUrl, from, change.release);
  if (from === undefined || url === undefined) return "";
  return `${link("Code changes", url)} since the deployed release ${code(from.id)}`;
}

function manyChanges(changes: readonly ChangeContent[], webUrl: string, maxChars: number): string {
  const table = takeBlocks({
    head: "| app | where | release | images | objects | look first |\n| --- | --- | --- | --- | --- | --- |\n",
    blocks: changes.map((change) => tableRow(change, webUrl)),
    maxChars: Math.floor(maxChars * TABLE_SHARE),
    note: (left) => `| and ${left} more | | | | | |`,
  });
  const sections = [table];
  let room = maxChars - table.length;
  for (const [index, change] of changes.entries()) {
    const note = `\n\n${changes.length - index} more are not unfolded here.`;
    const share = Math.floor((room - note.length) / (changes.length - index));
    if (share < LEAST) {
      sections.push(note.trim());
      break;
    }
    const section = foldedSlot(change, webUrl, share - 2);
    sections.push(section);
    room -= section.length + 2;
  }
  return sections.filter((section) => section !== "").join("\n\n");
}

function tableRow({ change, view, diffs }: ChangeContent, webUrl: string): string {
  const { slot, live } = view;
  const url = codeDiffUrl(webUrl, live?.lock.release, change.release);
  const release = [
    ...(live === undefined ? [] : [htmlCode(live.lock.release.id)]),
    link(htmlCode(change.release.id), url),
  ].join(" → ");
  const images = new Set(
    diffs.flatMap((diff) => diff.images.map(({ before, after }) => `${tagOf(before)} → ${tagOf(after)}`)),
  );
  const [first = "none"] = [...images].sort();
  const more = images.size > 1 ? ` and ${images.size - 1} more` : "";
  const risks = riskCount(diffs);
  const cells = [
    htmlCode(slot.app),
    [slot.environment, ...(slot.part === undefined ? [] : [slot.part])].map(htmlCode).join(" "),
    release,
    `${first}${more}`,
    objectCounts(diffs),
    risks === 0 ? "" : String(risks),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The digest says nothing to people, and is in the list of images below. */
function tagOf(image: string | undefined): string {
  if (image === undefined) return "(none)";
  const name = image.slice(image.lastIndexOf("/") + 1);
  const tag = name.replace(/@.*$/s, "");
  return htmlCode(tag === "" || !tag.includes(":") ? name.slice(0, 40) : tag);
}

function foldedSlot(content: ChangeContent, webUrl: string, maxChars: number): string {
  const { slot } = content.view;
  const risks = riskCount(content.diffs);
  const place = [slot.app, slot.environment, ...(slot.part === undefined ? [] : [slot.part])].map(htmlCode).join(" ");
  const counts = `objects: ${objectCounts(content.diffs)}${risks === 0 ? "" : `, look first: ${risks}`}`;
  const [open, close] = [`<details><summary>${place} ${counts}</summary>\n\n`, "\n\n</details>"];
  const text = slotChanges(content, webUrl, maxChars - open.length - close.length);
  const block = `${open}${text}${close}`;
  return block.length <= maxChars ? block : "";
}
