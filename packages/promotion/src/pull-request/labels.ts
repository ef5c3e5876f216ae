import { oneLine } from "@gitops/github-reporter";

import type { Track } from "../pipeline/pipeline.ts";
import type { ChangeContent } from "./content.ts";

/** GitHub takes 50 characters a label, and 100 labels. */
const MAX_LABEL = 50;
const MAX_LABELS = 100;
/** A pull request of more apps than this is not found by app. */
const MAX_APPS = 10;

/**
 * Names the labels of a pull request: `gitops`, `env: prod`, `app: cart`, why it is there unless it is a promotion, and those
 * of the policy.
 *
 * No label has a comma, which separates labels in searches, or more than 50 characters.
 *
 * @internal
 */
export function pullRequestLabels(
  _track: Track,
  changes: readonly Pick<ChangeContent, "change" | "view">[],
): readonly string[] {
  const slots = changes.map(({ view }) => view.slot);
  const apps = [...new Set(slots.map(({ app }) => app))];
  const reasons = changes.flatMap(({ change }) => (change.reason === "promotion" ? [] : [change.reason]));
  const wanted = [
    "gitops",
    ...slots.map(({ environment }) => `env: ${environment}`),
    ...(apps.length > MAX_APPS ? [] : apps.map((app) => `app: ${app}`)),
    ...reasons,
    ...slots.flatMap(({ policy }) => policy.labels),
  ];
  // GitHub does not tell upper case from lower case in labels; the first spelling stays.
  const labels = new Map<string, string>();
  for (const label of wanted.map(toLabel)) {
    if (label !== "" && !labels.has(label.toLowerCase())) labels.set(label.toLowerCase(), label);
  }
  return [...labels.values()].slice(0, MAX_LABELS);
}

function toLabel(text: string): string {
  return Array.from(oneLine(text.replaceAll(",", " ")))
    .slice(0, MAX_LABEL)
    .join("")
    .trim();
}
