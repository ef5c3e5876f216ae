import type { ChangeContent } from "./content.ts";
import { takeBlocks } from "./take-blocks.ts";

const KEYS = {
  "Gitops-Release": /^r-[0-9a-f]{8,64}$/,
  "Gitops-Slot": /^[a-z0-9-]+\/[a-z0-9-]+(?:@[a-z0-9-]+)?$/,
  "Gitops-Source": /^[A-Za-z0-9-]+\/[\w.-]+@[0-9a-f]{40,64}$/,
} as const;
/** What GitHub or Markdown would see in plain letters. */
const MEANING = /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|\bgh-\d/i;

/**
 * Writes the last paragraph: what the proposal commit says as well, for people and searches. It is never read back.
 *
 * A value that is not plain is left out: a trailer stands outside of code.
 *
 * @see https://git-scm.com/docs/git-interpret-trailers
 */
export function trailers(changes: readonly Pick<ChangeContent, "change">[], maxChars: number): string {
  const blocks = changes.map(({ change: { release, slot, reason } }) =>
    [
      ...trailer("Gitops-Release", release.id),
      ...trailer("Gitops-Slot", slot),
      ...trailer("Gitops-Source", `${release.source.repository}@${release.source.sha}`),
      `Gitops-Reason: ${reason}`,
    ].join("\n"),
  );
  return takeBlocks({ head: "", blocks, maxChars, note: (left) => `Gitops-More: ${left}` });
}

function trailer(key: keyof typeof KEYS, value: string): readonly string[] {
  return KEYS[key].test(value) && !MEANING.test(value) ? [`${key}: ${value}`] : [];
}
