import { formatResourceId } from "../resource/resource.ts";
import type { ResourceDiff } from "./diff-resources.ts";
import { inlineCode } from "./markdown.ts";
import type { Risk } from "./risk/risk.ts";
import type { Block } from "./summary-block.ts";

/** More of them are no longer read, and would crowd out the objects. */
const MAX_RISKS = 50;
/** The families in the order in which they matter; ordinary deletions are seen in their own section, too. */
const ORDER = ["deletion/data", "deletion/protection", "immutable", "rbac", "exposure", "deletion", "availability"];

/** Lists the risks of all objects, the worst first, each with its object and reason. */
export function riskBlocks(diffs: readonly ResourceDiff[]): readonly Block[] {
  const found = diffs
    .flatMap((diff) => diff.risks.map((risk) => ({ diff, risk, rank: rankOf(risk) })))
    .sort((a, b) => a.rank - b.rank);
  const lines = found.slice(0, MAX_RISKS).map(({ diff, risk }) => ({ text: riskLine(diff, risk), objects: 0 }));
  const rest = found.length - lines.length;
  return rest > 0 ? [...lines, { text: `- and ${rest} more\n`, objects: 0 }] : lines;
}

function riskLine({ id }: ResourceDiff, { message, path }: Risk): string {
  const place = path === undefined ? "" : ` (${inlineCode(path)})`;
  return `- ${inlineCode(formatResourceId(id))}: ${message}${place}\n`;
}

function rankOf({ code }: Risk): number {
  const rank = ORDER.findIndex((family) => code.startsWith(family));
  return rank < 0 ? ORDER.length : rank;
}
