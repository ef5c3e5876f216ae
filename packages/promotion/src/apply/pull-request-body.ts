import type { Release } from "@gitops/github-reporter";
import {
  formatDiagnostic,
  inlineCode,
  summarizeChanges,
  type Diagnostic,
  type ResourceDiff,
} from "@gitops/manifest-renderer";

import { liveState } from "../decide/live-state.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { SlotView, World } from "../world.ts";

/** GitHub refuses a longer body. */
const MAX_BODY = 65_536;
/** What the parts besides the summary of changes may take. */
const RESERVED = 16_000;
const MAX_WARNINGS = 20;

/**
 * Writes the body of a pull request: what the approver decides on, on one page.
 *
 * It is a view, written anew with each proposal and never read back.
 *
 * @internal
 */
export function pullRequestBody(
  { webUrl }: PromoterContext,
  proposal: {
    readonly view: SlotView;
    readonly world: World;
    readonly release: Release;
    readonly diffs: readonly ResourceDiff[];
    /** What the renderer found and let pass. */
    readonly warnings: readonly Diagnostic[];
  },
): string {
  const { view, world, release, diffs, warnings } = proposal;
  const { pipeline } = world;
  const codeUrl = `${webUrl}/${release.source.repository}`;
  const sections = [
    headline(view, release, codeUrl),
    warningList(warnings),
    `## What changes\n\n${summarizeChanges(diffs, {
      maxChars: MAX_BODY - RESERVED,
      fullDiffUrl: `${webUrl}/${pipeline.repository}/compare/${pipeline.baseBranch}...${view.slot.branch}`,
    })}`,
    codeChanges(view, release, codeUrl),
    whereItRuns(view, world, webUrl),
    whatHappensNext(view),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

function headline({ slot }: SlotView, release: Release, codeUrl: string): string {
  const { sha, repository } = release.source;
  const subject = release.subject === undefined ? "" : `: ${inlineCode(release.subject)}`;
  const commit = `[${repository}@${sha.slice(0, 7)}](${codeUrl}/commit/${sha})`;
  return `Deploys **${slot.app}** to **${slot.environment}**: release ${inlineCode(release.id)} from ${commit}${subject}`;
}

function warningList(warnings: readonly Diagnostic[]): string {
  if (warnings.length === 0) return "";
  const shown = warnings.slice(0, MAX_WARNINGS).map((warning) => `- ${inlineCode(formatDiagnostic(warning))}`);
  const rest = warnings.length - shown.length;
  return ["## Warnings", "", ...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])].join("\n");
}

function codeChanges({ live }: SlotView, release: Release, codeUrl: string): string {
  const from = live?.lock.release;
  if (from === undefined || from.source.sha === release.source.sha) return "";
  return `[Code changes since the deployed release](${codeUrl}/compare/${from.source.sha}...${release.source.sha}) (${inlineCode(from.id)})`;
}

function whereItRuns({ slot }: SlotView, world: World, webUrl: string): string {
  const lines = world.slots
    .filter((other) => slot.upstream.slots.includes(other.slot.id))
    .flatMap((other) => {
      if (other.live === undefined) return [];
      const targets = other.live.targets.map(({ name, state }) => `${inlineCode(name)} ${state}`).join(", ");
      const evidence = `[evidence](${webUrl}/${world.pipeline.repository}/commit/${other.live.commit})`;
      return [`- **${other.slot.environment}** ${liveState(other).phase}: ${targets} (${evidence})`];
    });
  return lines.length === 0 ? "" : `## Where it runs already\n\n${lines.join("\n")}`;
}

function whatHappensNext({ slot }: SlotView): string {
  const { policy } = slot;
  const approval =
    policy.approvals === 0
      ? []
      : [
          `it needs ${policy.approvals === 1 ? "an approval" : `${policy.approvals} approvals`} by people who did not write the change`,
        ];
  const merge = policy.merge === "auto" ? "it is merged as soon as every gate is open" : "a person merges it";
  const then =
    slot.next.length === 0 ? "nothing follows" : `**${slot.next.join("**, **")}** follows once it has succeeded here`;
  return [
    "## What happens next",
    "",
    ...[...approval, merge, then].map((line) => `- ${line}`),
    "- to reject this release here, close the pull request and leave its branch; deleting the branch has it proposed anew",
  ].join("\n");
}
