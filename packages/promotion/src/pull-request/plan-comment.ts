import type { Release } from "@gitops/github-reporter";
import { formatDiagnostic, type Diagnostic, type ResourceDiff } from "@gitops/manifest-renderer";

import type { Slot } from "../pipeline/pipeline.ts";
import { code, htmlCode, prose } from "./foreign-text.ts";
import { sourceName } from "./links.ts";
import { objectCounts, objectSummary, riskCount } from "./object-summary.ts";
import { takeBlocks } from "./take-blocks.ts";

/** GitHub counts characters; UTF-16 units, which are counted here, are never fewer. See renovatebot/renovate#2032. */
const MAX_COMMENT = 65_536;
const TABLE_SHARE = 0.3;
const WARNINGS_SHARE = 0.2;
/** Less than this says nothing about a slot. */
const LEAST = 200;

/** What a release would do to one slot. */
export interface PlannedSlot {
  /** Environment, app, and the wave or cluster where there are several slots of the app. */
  readonly slot: Pick<Slot, "environment" | "app" | "part">;
  /** The release that runs there; undefined for none. */
  readonly live: Release | undefined;
  /** How its objects differ from what runs; none when it renders to the same. */
  readonly diffs: readonly ResourceDiff[];
  /** What the renderer found and let pass. */
  readonly warnings: readonly Diagnostic[];
  /** Why it could not be rendered, in one sentence; undefined when it could. */
  readonly failure: string | undefined;
}

/** What a release would do, if it was submitted. */
export interface PlanCommentContent {
  /** The release. */
  readonly release: Release;
  /** One entry per slot, in the order of the pipeline. */
  readonly slots: readonly PlannedSlot[];
}

/** Settings of {@link planComment}. */
export interface PlanCommentOptions {
  /** Most UTF-16 units. Default and most: 65,536, which a comment of GitHub takes. */
  readonly maxChars?: number;
}

/**
 * Writes a comment for the pull request of the code: what changes in each environment if this is released.
 *
 * What cannot be rendered comes first, then a table, then each slot unfolds. Equal content gives equal text. Texts from
 * outside cannot be markup, a link, a mention or a reference in it.
 *
 * @example
 * ```ts source="./plan-comment.examples.ts#planComment_basic"
 * const body = planComment({ release, slots });
 * return ensureComment(client, { repository: "acme/shop", number, name: "gitops", key: "plan", body }, { creators });
 * ```
 */
export function planComment({ release, slots }: PlanCommentContent, options: PlanCommentOptions = {}): string {
  const maxChars = Math.min(options.maxChars ?? MAX_COMMENT, MAX_COMMENT);
  const isSame = slots.every(({ diffs, failure }) => diffs.length === 0 && failure === undefined);
  const head = `## If this is released\n\n${code(release.app)} from ${code(sourceName(release))} ${
    isSame ? "changes nothing in any environment." : "changes this, once it gets there:"
  }`;
  if (head.length > maxChars) return "";
  const sections = [head];
  let room = maxChars - head.length;
  const add = (section: string): void => {
    if (section === "" || section.length + 2 > room) return;
    sections.push(section);
    room -= section.length + 2;
  };
  add(problems(slots, Math.floor(maxChars * WARNINGS_SHARE)));
  add(table(slots, Math.floor(maxChars * TABLE_SHARE)));
  const changed = slots.filter(({ diffs }) => diffs.length > 0);
  for (const [index, slot] of changed.entries()) {
    const left = changed.length - index;
    const share = Math.floor(room / left) - 2;
    if (share < LEAST) {
      add(`${left} more are not unfolded here.`);
      break;
    }
    add(foldedSlot(slot, share));
  }
  return sections.join("\n\n");
}

function problems(slots: readonly PlannedSlot[], maxChars: number): string {
  const failures = slots.flatMap((planned) =>
    planned.failure === undefined ? [] : [`- **cannot be rendered** for ${nameOf(planned)}: ${prose(planned.failure)}`],
  );
  const warnings = slots.flatMap((planned) =>
    planned.warnings.map((warning) => `- ${nameOf(planned)}: ${prose(formatDiagnostic(warning))}`),
  );
  return takeBlocks({
    head: "### Look at these first\n\n",
    blocks: [...failures, ...warnings],
    maxChars,
    note: (left) => `- and ${left} more`,
  });
}

function table(slots: readonly PlannedSlot[], maxChars: number): string {
  return takeBlocks({
    head: "| where | app | runs now | objects | look first |\n| --- | --- | --- | --- | --- |\n",
    blocks: slots.map(({ slot, live, diffs, failure }) => {
      const risks = riskCount(diffs);
      const cells = [
        [slot.environment, ...(slot.part === undefined ? [] : [slot.part])].map(htmlCode).join(" "),
        htmlCode(slot.app),
        live === undefined ? "nothing" : htmlCode(live.id),
        failure === undefined ? objectCounts(diffs) : "cannot be rendered",
        risks === 0 ? "" : String(risks),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
    maxChars,
    note: (left) => `| and ${left} more | | | | |`,
  });
}

function foldedSlot({ slot, diffs }: PlannedSlot, maxChars: number): string {
  const place = [slot.environment, ...(slot.part === undefined ? [] : [slot.part]), slot.app].map(htmlCode).join(" ");
  const [open, close] = [`<details><summary>${place} ${objectCounts(diffs)}</summary>\n\n`, "\n\n</details>"];
  const text = `${open}${objectSummary(diffs, maxChars - open.length - close.length)}${close}`;
  return text.length <= maxChars ? text : "";
}

function nameOf({ slot }: PlannedSlot): string {
  return `${code(slot.environment)}${slot.part === undefined ? "" : ` (${code(slot.part)})`}`;
}
