import { formatScalar } from "../json.ts";
import type { JsonValue } from "../json.ts";
import { formatResourceId } from "../resource/resource.ts";
import type { ResourceDiff } from "./diff-resources.ts";
import type { FieldChange } from "./field-changes.ts";
import { cutToDifference, htmlCode, inlineCode } from "./markdown.ts";
import type { Block } from "./summary-block.ts";

const MAX_FIELDS = 25;

/** Shows an object that comes or goes, in one line. */
export function objectBlock({ id, renamedFrom }: ResourceDiff): Block {
  const old = renamedFrom === undefined ? "" : ` (equal to the removed ${inlineCode(formatResourceId(renamedFrom))})`;
  return { text: `- ${inlineCode(formatResourceId(id))}${old}\n`, objects: 1 };
}

/**
 * Shows a changed object; its fields unfold.
 *
 * GitHub reads Markdown inside of a details element only behind a blank line.
 */
export function detailsBlock({ id, fields }: ResourceDiff): Block {
  const lines = fields.slice(0, MAX_FIELDS).map(fieldLine);
  const more = fields.length - lines.length;
  const rest = more > 0 ? `- ${more} more fields\n` : "";
  const count = `${fields.length} ${fields.length === 1 ? "field" : "fields"}`;
  const summary = `<details><summary>${htmlCode(formatResourceId(id))} ${count}</summary>`;
  return { text: `${summary}\n\n${lines.join("")}${rest}\n</details>\n`, objects: 1 };
}

function fieldLine({ path, before, after, masked }: FieldChange): string {
  if (masked === true) return `- ${inlineCode(path)}: ${maskedChange(before, after)} (hidden)\n`;
  const [from, to] = cutToDifference(valueText(before), valueText(after));
  const [old, next] = [
    before === undefined ? "(none)" : inlineCode(from),
    after === undefined ? "(none)" : inlineCode(to),
  ];
  return `- ${inlineCode(path)}: ${old} → ${next}\n`;
}

function maskedChange(before: JsonValue | undefined, after: JsonValue | undefined): string {
  if (before === undefined) return "is added";
  return after === undefined ? "is removed" : "changes";
}

/** Strings in quotes: `"8080"` and `8080` are not the same for Kubernetes. */
function valueText(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? JSON.stringify(value) : formatScalar(value);
}
