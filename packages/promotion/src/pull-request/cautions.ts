import type { Diagnostic } from "@gitops/manifest-renderer";

import type { ChangeContent, PullRequestContent } from "./content.ts";
import { code, prose } from "./foreign-text.ts";
import { placeOf } from "./slot-names.ts";
import { takeBlocks } from "./take-blocks.ts";

const MAX_PER_SLOT = 20;

/** Lists what an approver must know before all else: orders that bend the rules, hand edits that are lost, warnings. */
export function cautions({ changes }: PullRequestContent, maxChars: number): string {
  const blocks = changes.flatMap((change) => {
    const { slot } = change.view;
    const subject = changes.length === 1 ? "" : `${code(slot.app)} in ${placeOf(slot)}: `;
    return cautionsOf(change).map((text) => `- ${subject}${text}`);
  });
  return takeBlocks({
    head: "## Warnings\n\n",
    blocks,
    maxChars,
    note: (left) => `- and ${left} more`,
  });
}

function cautionsOf(content: ChangeContent): readonly string[] {
  const { change, view, warnings, drift } = content;
  const { hold, request } = view.orders;
  const standing = view.standings[change.release.id];
  return [
    ...(hold === undefined ? [] : [`held by ${code(hold.by)}: ${prose(hold.reason)}`]),
    ...(request?.release.id === change.release.id && request.bypass.length > 0
      ? [`${code(request.by)} has these gates not count: ${request.bypass.map(code).join(", ")}`]
      : []),
    ...(change.reason !== "rollback" && (standing === "behind" || standing === "diverged")
      ? [`the release is ${standing === "behind" ? "older than" : "on another branch than"} what runs here`]
      : []),
    ...(view.live?.arrival.isStepBack === true && change.reason === "promotion"
      ? ["somebody went back to the release that runs here; this one goes forward again"]
      : []),
    ...limited(drift.map((file) => `edited by hand, and overwritten by a merge: ${code(file)}`)),
    ...limited(warnings.map(warningText)),
  ];
}

function warningText({ origin, resource, path, message, code: name }: Diagnostic): string {
  const place = [
    ...(origin === undefined ? [] : [code(`${origin.file}:${origin.line}`)]),
    ...(resource === undefined ? [] : [code(resource)]),
    ...(path === undefined ? [] : [code(path)]),
  ];
  return `${place.length === 0 ? "" : `${place.join(" ")}: `}${prose(message)} (${code(name)})`;
}

function limited(lines: readonly string[]): readonly string[] {
  const rest = lines.length - MAX_PER_SLOT;
  return rest > 0 ? [...lines.slice(0, MAX_PER_SLOT), `and ${rest} more like it`] : lines;
}
