import {
  callGitHub,
  repositoryParameters,
  type Expectation,
  type GitHubClient,
  type ReportedSlot,
  type Reporter,
} from "@gitops/github-reporter";
import { reportedSlot, type Pipeline, type Report } from "@gitops/promotion";

import type { Log } from "./log.ts";

/** How long Flux may take to report how a deployment ended: after that, its silence is shown as a failure. */
const PATIENCE_MS = 30 * 60_000;

/** Tells the reporter which deployments Flux has to report on. */
export interface Expectations {
  /** Expects what a reconciliation left deploying. It never rejects; what failed is tried with the next one. */
  record(pipeline: Pipeline, report: Pick<Report, "plan">): Promise<void>;
}

export function createExpectations(ports: {
  readonly client: GitHubClient;
  readonly reporter: Pick<Reporter, "expect">;
  readonly log: Log;
}): Expectations {
  const { client, reporter, log } = ports;
  // The lane knows them as well; this saves the requests. One revision a slot: an older one is over.
  const expected = new Map<string, string>();

  const expectSlot = async (slot: ReportedSlot, revision: string): Promise<void> => {
    if (expected.get(slot.slot) === revision) return;
    const expectation = await expectationOf(client, { slot, revision });
    const stored = await reporter.expect(expectation);
    if (stored.isErr()) throw stored.error;
    expected.set(slot.slot, revision);
    if (stored.value === "stored") {
      log("info", `${slot.slot}: Flux is expected to report`, { revision, deadline: expectation.deadline });
    }
  };

  return {
    record: async (pipeline, report) => {
      for (const { slot, live } of report.plan.slots) {
        const described = reportedSlot(pipeline, slot);
        if (live.phase !== "deploying" || described === undefined) continue;
        try {
          await expectSlot(described, live.commit);
        } catch (error) {
          log("warn", `${slot}: what Flux has to report could not be recorded`, { detail: String(error) });
        }
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
