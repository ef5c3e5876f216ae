import {
  callGitHub,
  repositoryParameters,
  type Expectation,
  type GitHubClient,
  type Reporter,
} from "@gitops/github-reporter";
import { reportedSlot, type Pipeline, type Promoter, type Report, type SlotView } from "@gitops/promotion";

import type { Log } from "./log.ts";

/** How long Flux may take to report how a deployment ended: after that, its silence is shown as a failure. */
const PATIENCE_MS = 30 * 60_000;

/** Tells the reporter which deployments Flux has to report on. */
export interface Expectations {
  /** Expects what a reconciliation left deploying. It never rejects; what failed is tried with the next one. */
  record(found: { readonly pipeline: Pipeline; readonly promoter: Promoter; readonly report: Report }): Promise<void>;
}

export function createExpectations(ports: {
  readonly client: GitHubClient;
  readonly reporter: Pick<Reporter, "expect">;
  readonly log: Log;
}): Expectations {
  const { client, reporter, log } = ports;
  // The lane knows them as well; this saves the requests. One revision a slot: an older one is over.
  const expected = new Map<string, string>();

  const expectSlot = async (pipeline: Pipeline, { slot, live }: SlotView): Promise<void> => {
    const described = reportedSlot(pipeline, slot.id);
    if (described === undefined || live === undefined || expected.get(slot.id) === live.commit) return;
    const expectation = await expectationOf(client, { slot: described, revision: live.commit });
    const stored = await reporter.expect(expectation);
    if (stored.isErr()) throw stored.error;
    expected.set(slot.id, live.commit);
    if (stored.value === "stored") {
      log("info", `${slot.id}: Flux is expected to report`, {
        revision: live.commit,
        deadline: expectation.deadline,
      });
    }
  };

  return {
    record: async ({ pipeline, promoter, report }) => {
      const deploying = report.plan.slots.filter(({ live }) => live.phase === "deploying").map(({ slot }) => slot);
      if (deploying.length === 0) return;
      try {
        const world = await promoter.observe();
        if (world.isErr()) throw world.error;
        for (const view of world.value.slots) {
          if (deploying.includes(view.slot.id)) await expectSlot(pipeline, view);
        }
      } catch (error) {
        log("warn", "expectations could not be recorded", { detail: String(error) });
      }
    },
  };
}

/** Flux has its time from now on: what it said while nobody could hear it, it says again. */
async function expectationOf(
  client: GitHubClient,
  { slot, revision }: Pick<Expectation, "slot" | "revision">,
): Promise<Expectation> {
  const read = await callGitHub(client, "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
    ...repositoryParameters(slot.repository),
    commit_sha: revision,
  });
  if (read.isErr()) throw read.error;
  const now = Date.now();
  // The clock of whoever committed may be ahead.
  const since = Math.min(now, Date.parse(read.value.committer.date));
  return {
    slot,
    revision,
    since: new Date(since).toISOString(),
    deadline: new Date(now + PATIENCE_MS).toISOString(),
  };
}
