import type { LockReason } from "@gitops/github-reporter";

import { slotsBefore } from "./slots-before.ts";
import type { ChangeContent, PullRequestContent } from "./content.ts";
import { code, prose } from "./foreign-text.ts";
import { commitLink, releaseLink, sourceName } from "./links.ts";
import { listNames, placeOf } from "./slot-names.ts";
import { slotState } from "./slot-state.ts";
import { takeBlocks } from "./take-blocks.ts";

const MAX_NAMES = 10;

const VERBS: Readonly<Record<LockReason, readonly [string, string]>> = {
  promotion: ["Deploys", "to"],
  "config-change": ["Reconfigures", "in"],
  rollback: ["Rolls back", "in"],
  override: ["Deploys", "to"],
};

/** Says what is proposed, and why, one paragraph for each slot; they are one list where they are many. */
export function headline(content: PullRequestContent, webUrl: string, maxChars: number): string {
  const { changes, hasMoreSlots } = content;
  const paragraphs = changes.map((change) => `${whatOf(change, webUrl)} ${whyOf(content, change, webUrl)}`);
  const more = hasMoreSlots
    ? "\n\nThe branch also carries slots that this proposal leaves as they are; the full diff shows them."
    : "";
  const [only] = paragraphs;
  const room = maxChars - more.length;
  if (paragraphs.length === 1 && only !== undefined) return only.length <= room ? `${only}${more}` : "";
  const apps = listNames(
    changes.map(({ view }) => code(view.slot.app)),
    MAX_NAMES,
  );
  const places = listNames(
    changes.map(({ view }) => placeOf(view.slot)),
    MAX_NAMES,
  );
  const head = `Updates ${changes.length} slots: ${apps} in ${places}.\n\n`;
  const text = takeBlocks({
    head,
    blocks: paragraphs.map((paragraph) => `- ${paragraph}`),
    maxChars: room,
    note: (left) => `- and ${left} more, which the table has`,
  });
  return text === "" ? "" : `${text}${more}`;
}

function whatOf({ change, view }: ChangeContent, webUrl: string): string {
  const { release, reason, restore } = change;
  const [verb, preposition] = VERBS[reason];
  const { source, subject, author, version } = release;
  const commit = commitLink(webUrl, source.repository, source.sha, code(sourceName(release)));
  const facts = [
    `release ${releaseLink(webUrl, release)}`,
    ...(version === undefined ? [] : [`version ${code(version)}`]),
    `from ${commit}`,
    ...(subject === undefined ? [] : [code(subject)]),
    ...(author === undefined ? [] : [`by ${code(author)}`]),
  ];
  const restored =
    restore === undefined
      ? ""
      : ` The manifests are those of ${commitLink(webUrl, view.slot.repository, restore, code(restore.slice(0, 7)))}, byte for byte.`;
  return `${verb} **${code(view.slot.app)}** ${preposition} **${placeOf(view.slot)}**: ${facts.join(" ")}.${restored}`;
}

function whyOf(content: PullRequestContent, { change, view }: ChangeContent, webUrl: string): string {
  const { request } = view.orders;
  const isOrdered = request?.release.id === change.release.id && ORDERS[request.kind].includes(change.reason);
  if (request !== undefined && isOrdered) {
    const bypass =
      request.bypass.length === 0
        ? ""
        : ` Gates that do not count for it: ${listNames(request.bypass.map(code), MAX_NAMES)}.`;
    return `Ordered by ${code(request.by)} at ${code(request.at)}: ${prose(request.reason)}.${bypass}`;
  }
  switch (change.reason) {
    case "promotion":
      return promotionReason(content, view.slot.id);
    case "config-change":
      return "The configuration changed; the release stays the same, and nothing is promoted by it.";
    case "rollback":
      return rollbackReason(view, webUrl);
    case "override":
      return "A person ordered it.";
  }
}

/** Which reasons an order can lead to. */
const ORDERS: Readonly<Record<"promote" | "rollback", readonly LockReason[]>> = {
  promote: ["override", "promotion"],
  rollback: ["rollback"],
};

function promotionReason({ pipeline, slots }: PullRequestContent, id: string): string {
  const upstream = slotsBefore(pipeline, id);
  if (upstream.length === 0) return "CI submitted it, and releases start here.";
  const places = listNames(
    upstream.map((slot) => placeOf(slot)),
    MAX_NAMES,
  );
  const succeeded = slots.filter(
    (view) => upstream.some((slot) => slot.id === view.slot.id) && slotState(view) === "succeeded",
  );
  return succeeded.length === 0 ? `It comes from ${places}.` : `It ran in ${places}.`;
}

function rollbackReason(view: ChangeContent["view"], webUrl: string): string {
  const { live } = view;
  if (live === undefined) return "The deployed release did not succeed.";
  const failed = [...live.targets, ...live.verifications].filter(({ state }) => state === "failure");
  const details = failed.map(({ name, text }) => `${code(name)} said ${code(text)}`);
  const why = details.length === 0 ? "" : `: ${listNames(details, 3)}`;
  return `${releaseLink(webUrl, live.lock.release)} did not succeed here${why}.`;
}
