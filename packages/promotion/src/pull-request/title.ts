import { oneLine, type LockReason } from "@gitops/github-reporter";

import type { Track } from "../pipeline/pipeline.ts";
import type { ChangeContent } from "./content.ts";
import { seal } from "./foreign-text.ts";
import { sourceName } from "./links.ts";
import { listNames } from "./slot-names.ts";

/** GitHub takes 256 characters. */
const MAX_TITLE = 200;
const MAX_APPS = 3;

const VERBS: Readonly<Record<LockReason, string>> = {
  promotion: "Deploy",
  "config-change": "Reconfigure",
  rollback: "Roll back",
  override: "Deploy (ordered)",
};

/**
 * Writes the title of a pull request: what goes where, such as `Deploy cart to prod: acme/shop@8f3a52c`.
 *
 * @internal
 */
export function pullRequestTitle(track: Track, changes: readonly Pick<ChangeContent, "change" | "view">[]): string {
  const slots = changes.map(({ view }) => view.slot);
  const reasons = new Set(changes.map(({ change }) => change.reason));
  const [reason] = reasons;
  const verb = reasons.size === 1 && reason !== undefined ? VERBS[reason] : "Update";
  const apps = listNames(
    slots.map(({ app }) => app),
    MAX_APPS,
  );
  const places = listNames(
    slots.map(({ environment, part }) => (part === undefined ? environment : `${environment} ${part}`)),
    MAX_APPS,
  );
  const sources = new Set(changes.map(({ change }) => sourceName(change.release)));
  const source = sources.size === 1 ? `: ${[...sources].join("")}` : "";
  const what = slots.length === 0 ? `Update ${track.id}` : `${verb} ${apps} ${preposition(reasons)} ${places}${source}`;
  const line = Array.from(oneLine(what));
  return seal(line.length > MAX_TITLE ? `${line.slice(0, MAX_TITLE - 1).join("")}…` : line.join(""));
}

function preposition(reasons: ReadonlySet<LockReason>): string {
  return reasons.size === 1 && !reasons.has("promotion") && !reasons.has("override") ? "in" : "to";
}
