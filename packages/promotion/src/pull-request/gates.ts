import type { GateVerdict } from "../decide/plan.ts";
import type { PullRequestContent } from "./content.ts";
import { code, link, prose } from "./foreign-text.ts";
import { placeOf } from "./slot-names.ts";
import { takeBlocks } from "./take-blocks.ts";

/** Lists the gates, those that are closed first. */
export function gates({ changes }: PullRequestContent, maxChars: number): string {
  const blocks = changes.flatMap(({ view, gates: verdicts }) => {
    const subject = changes.length === 1 ? "" : `${code(view.slot.app)} in ${placeOf(view.slot)}: `;
    return inOrder(verdicts).map((verdict) => `- ${subject}${gateText(verdict)}`);
  });
  // The body is written with a proposal; what opens later shows in the commit status.
  const rest = `\n\nThis is how they stood when the proposal was made; the commit status ${code("gitops/gates")} has them as they are now.`;
  const list = takeBlocks({
    head: "## Gates\n\n",
    blocks,
    maxChars: maxChars - rest.length,
    note: (left) => `- and ${left} more`,
  });
  return list === "" ? "" : `${list}${rest}`;
}

function inOrder(verdicts: readonly GateVerdict[]): readonly GateVerdict[] {
  return [...verdicts.filter(({ isOpen }) => !isOpen), ...verdicts.filter(({ isOpen }) => isOpen)];
}

function gateText({ gate, isOpen, reason, url }: GateVerdict): string {
  const page = url === undefined ? "" : ` (${link("details", url)})`;
  return `${isOpen ? "open" : "**closed**"} ${code(gate)}${reason === "" ? "" : `: ${prose(reason)}`}${page}`;
}
