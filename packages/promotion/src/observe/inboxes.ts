import type { Release } from "@gitops/github-reporter";
import { ResultAsync } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import type { Pipeline } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { inboxBranch, readInbox } from "../release/inbox.ts";
import { describeProblem } from "./problems.ts";

/**
 * The submitted releases of an app, or why they could not be read.
 *
 * @internal
 */
export interface Inbox {
  readonly app: string;
  /** The newest first; only that one unless a policy needs more. */
  readonly releases: readonly Release[];
  readonly problem: string | undefined;
}

/**
 * Reads what was submitted.
 *
 * @param branches - Heads of the branches of the home repository.
 * @internal
 */
export function readInboxes(
  context: PromoterContext,
  apps: readonly string[],
  branches: ReadonlyMap<string, string>,
): ResultAsync<readonly Inbox[], PromotionError> {
  return ResultAsync.combine(
    apps.map((app) =>
      readInbox(context, app, branches.get(inboxBranch(app)), { history: needsHistory(context.pipeline, app) })
        .map((entries): Inbox => ({ app, releases: entries.map(({ release }) => release), problem: undefined }))
        .orElse((error) => describeProblem(error).map((problem) => ({ app, releases: [], problem }))),
    ),
  );
}

function needsHistory({ slots }: Pipeline, app: string): boolean {
  return slots.some(
    ({ app: own, upstream, policy }) =>
      own === app && upstream === undefined && (policy.select === "every" || policy.onNewer === "queue"),
  );
}
