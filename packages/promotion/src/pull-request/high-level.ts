import type { HighLevelChange } from "./content.ts";
import { codeBlock, htmlCode } from "./foreign-text.ts";
import { takeBlocks } from "./take-blocks.ts";

const MAX_LINES = 120;

/** Shows how the high-level manifests differ, one file after another; each unfolds, or is open from the start. */
export function highLevelSection(
  files: readonly HighLevelChange[],
  options: { readonly isOpen: boolean; readonly maxChars: number },
): string {
  const { isOpen, maxChars } = options;
  return takeBlocks({
    head: "**High-level manifests**\n\n",
    blocks: files.map((file) => fileBlock(file, isOpen)),
    maxChars,
    note: (left) => `${left} more ${left === 1 ? "file is" : "files are"} not shown here.`,
  });
}

function fileBlock({ path, change, text }: HighLevelChange, isOpen: boolean): string {
  const lines = text.replace(/\r\n/g, "\n").replace(/\n+$/, "").split("\n");
  const rest = lines.length - MAX_LINES;
  const note = rest > 0 ? `\n\n${rest} more lines are not shown here.` : "";
  const summary = `<details${isOpen ? " open" : ""}><summary>${htmlCode(path)} ${change}</summary>`;
  return `${summary}\n\n${codeBlock("diff", lines.slice(0, MAX_LINES).join("\n"))}${note}\n\n</details>\n`;
}
