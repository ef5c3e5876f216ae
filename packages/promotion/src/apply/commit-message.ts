import type { ReleaseLock } from "@gitops/github-reporter";

import type { Slot } from "../pipeline/pipeline.ts";

/**
 * Writes the message of a proposal commit. Its trailers are an index for people and searches, and never read back.
 *
 * @see https://git-scm.com/docs/git-interpret-trailers
 * @internal
 */
export function commitMessage(slot: Slot, { release }: ReleaseLock): string {
  const { source } = release;
  return [
    `Deploy ${slot.app} to ${slot.environment}`,
    "",
    `Gitops-Release: ${release.id}`,
    `Gitops-Slot: ${slot.id}`,
    `Gitops-Source: ${source.repository}@${source.sha}`,
    "",
  ].join("\n");
}
