import type { Slot } from "../pipeline/pipeline.ts";
import type { PullRequestContent } from "./content.ts";
import { code } from "./foreign-text.ts";
import { listNames, placeOf } from "./slot-names.ts";

const MAX_NAMES = 10;

/** Says what happens after the decision, and how to decide: accept, reject, stop, go back. */
export function nextSteps({ changes }: PullRequestContent, maxChars: number): string {
  const slots = changes.map(({ view }) => view.slot);
  const text = [
    "## What you can do",
    "",
    ...acceptLines(slots),
    "- **Reject**: close the pull request without merging it. The release is not proposed here again; a newer one is.",
    `- **Hold**: the promoter's ${code("hold")} stops ${slotNames(slots)} until somebody calls ${code("resume")}.`,
    `- **Go back** after the merge: the promoter's ${code("rollback")} proposes what last succeeded. GitHub's button Revert does the same: it is a rollback, and holds the slot until it is resumed.`,
    "",
    ...afterLines(slots),
  ].join("\n");
  return text.length <= maxChars ? text.trimEnd() : "";
}

function acceptLines(slots: readonly Slot[]): readonly string[] {
  const isAuto = slots.length > 0 && slots.every(({ policy }) => policy.merge === "auto");
  return [
    isAuto
      ? "- **Accept**: nothing to do; it is merged as soon as every gate is open. Merging it by hand is fine, too."
      : "- **Accept**: merge it, in any way that GitHub offers. Flux deploys what the base branch has.",
  ];
}

function afterLines(slots: readonly Slot[]): readonly string[] {
  const targets = slots.flatMap((slot) => slot.targets.map(({ name }) => code(name)));
  const tests = slots.flatMap(({ policy }) => policy.verify.contexts.map((name) => code(name)));
  const next = slots.flatMap((slot) => slot.next.map((name) => code(name)));
  const clusters = targets.length === 0 ? "" : `Then ${listNames(targets, MAX_NAMES)} must report success`;
  const verified = tests.length === 0 ? "" : `, and the verification ${listNames(tests, MAX_NAMES)} must succeed`;
  const follows = next.length === 0 ? "Nothing follows." : `After that comes ${listNames(next, MAX_NAMES)}.`;
  return [`${clusters}${clusters === "" ? "" : `${verified}. `}${follows}`];
}

function slotNames(slots: readonly Slot[]): string {
  const [only] = slots;
  return slots.length === 1 && only !== undefined
    ? `${code(only.app)} in ${placeOf(only)}`
    : listNames(
        slots.map(({ id }) => code(id)),
        MAX_NAMES,
      );
}
