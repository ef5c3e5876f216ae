import type { SlotView, TargetView, VerificationView } from "../world.ts";
import type { ChangeContent, PullRequestContent } from "./content.ts";
import { code, link } from "./foreign-text.ts";
import { commitLink, releaseLink } from "./links.ts";
import { placeOf } from "./slot-names.ts";
import { runsRelease, slotState } from "./slot-state.ts";
import { andMore, takeBlocks } from "./take-blocks.ts";
import { slotsBefore } from "./slots-before.ts";

/** Shows where the release runs already, since when, and what every cluster and test said. */
export function evidence(content: PullRequestContent, webUrl: string, maxChars: number): string {
  const blocks = content.changes.flatMap((change) => {
    const app = content.changes.length === 1 ? "" : `${code(change.view.slot.app)}: `;
    return othersOf(content, change).map((view) => slotBlock(view, change, { app, webUrl }));
  });
  return takeBlocks({
    head: "## Where it runs already\n\n",
    blocks: [...new Set(blocks)],
    maxChars,
    note: andMore,
  });
}

/** The slots that come before this one whatever they run, and all others of the app that run the release. */
function othersOf(content: PullRequestContent, { change, view }: ChangeContent): readonly SlotView[] {
  const { slot } = view;
  const before = new Set(slotsBefore(content.pipeline, slot.id).map(({ id }) => id));
  return content.slots.filter(
    (other) =>
      other.slot.app === slot.app &&
      other.slot.id !== slot.id &&
      (before.has(other.slot.id) || runsRelease(other, change.release.id)),
  );
}

function slotBlock(
  view: SlotView,
  { change }: ChangeContent,
  { app, webUrl }: { readonly app: string; readonly webUrl: string },
): string {
  const { live, slot } = view;
  const name = `- ${app}**${placeOf(slot)}**`;
  if (live === undefined)
    return `${name}: ${view.problem === undefined ? "nothing was ever deployed" : "cannot be read"}`;
  const page = commitLink(webUrl, slot.repository, live.commit, "evidence");
  if (!runsRelease(view, change.release.id)) {
    return `${name}: runs another release, ${releaseLink(webUrl, live.lock.release)} (${page})`;
  }
  const same = live.lock.release.id === change.release.id ? "" : ", as a release that renders to the same manifests";
  return [
    `${name}: ${slotState(view)}${same}, since ${code(live.since)} (${page})`,
    ...live.targets.map((target) => `  - ${targetText(target)}`),
    ...live.verifications.map((verification) => `  - ${verificationText(verification)}`),
  ].join("\n");
}

function targetText({ name, state, text, at }: TargetView): string {
  const said = text === "" ? "" : `: ${code(text)}`;
  return `${code(name)} ${state}${at === undefined ? "" : ` at ${code(at)}`}${said}`;
}

function verificationText({ name, state, text, url }: VerificationView): string {
  return `verification ${link(code(name), url)} ${state}${text === "" ? "" : `: ${code(text)}`}`;
}
