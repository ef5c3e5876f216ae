import type { ResultAsync } from "neverthrow";
import { errAsync, ok, okAsync, safeTry } from "neverthrow";

import type { DeploymentWrite } from "../../deployment/state.ts";
import { updateDeployment } from "../../deployment/update.ts";
import type { GitHubError } from "../../github/errors.ts";
import { readLock } from "../../lock/read.ts";
import { rollUpContext, targetContext } from "../../status/context.ts";
import { toSeconds } from "../../status/description.ts";
import type { StatusLedger } from "../../status/ledger.ts";
import type { ReporterError } from "../errors.ts";
import type { Conclusion } from "../decide/conclusion.ts";
import { conclude } from "../decide/conclusion.ts";
import type { ApplyPorts } from "../ports.ts";
import type { BatchReport } from "../batch-report.ts";
import { subjectOf } from "../batch-report.ts";
import type { ReportedSlot } from "../target.ts";
import { shownDeployment } from "../shown-deployment.ts";
import { openLedger } from "./open-ledger.ts";

/**
 * Says of the deployments before a report that they were superseded, where Flux skipped or batched their commits and so
 * never told how they ended.
 */
export function supersedeEarlier(ports: ApplyPorts, report: BatchReport): ResultAsync<unknown, ReporterError> {
  const { target, location: current } = report;
  const { repository, sha: successor } = current.commit;
  return safeTry(async function* () {
    for (const sha of current.earlier) {
      const commit = { repository, sha };
      const ledger = yield* openLedger(ports, commit);
      const conclusion = conclusionOf(target, ledger);
      // Flux passed over it, and so it superseded nothing.
      if (conclusion === undefined) continue;
      // One that ended superseded what was before it.
      if (conclusion.targets.every(({ state }) => state !== "pending")) break;
      const location = { commit, release: undefined, earlier: [] };
      yield* markSuperseded(ports, { ...report, location }, ledger, successor);
    }
    return ok(undefined);
  });
}

function conclusionOf(target: ReportedSlot, ledger: StatusLedger): Conclusion | undefined {
  return conclude(target, (name) => ledger.shown(targetContext(target, name)));
}

/** Shows on each context that is still open, and on the deployment, that nothing more is to come. */
export function markSuperseded(
  ports: ApplyPorts,
  report: BatchReport,
  ledger: StatusLedger,
  successor: string,
): ResultAsync<unknown, ReporterError> {
  const { target, location } = report;
  const at = toSeconds(ports.clock.now());
  const text = `Superseded by ${successor.slice(0, 12)} before Flux reported how it ended`;
  const targets = target.targets.map((name) => targetContext(target, name));
  // What the targets amount to already is shown by whoever reports them, and must not look open once more.
  const isOpen = conclusionOf(target, ledger)?.state === "pending";
  return safeTry(async function* () {
    for (const context of isOpen ? [...targets, rollUpContext(target)] : targets) {
      const shown = ledger.shown(context);
      if (shown?.state !== "pending" || shown.text === text) continue;
      yield* ledger.ensure({ context, state: "pending", text, at, id: shown.id ?? subjectOf(report) }, "record");
    }
    yield* endDeployment(ports, report, { text, at });
    const { repository, sha } = location.commit;
    ports.tell({ code: "superseded", slot: target.slot, repository, sha, successor });
    return ok(undefined);
  });
}

/** A deployment is known by its release, which an earlier lock names. */
function endDeployment(
  { client, deployments, creators, clock, tell }: ApplyPorts,
  { target, location: { commit } }: BatchReport,
  { text, at }: { readonly text: string; readonly at: string },
): ResultAsync<unknown, ReporterError> {
  const { path, slot } = target;
  const shownIn = shownDeployment(target);
  if (deployments === undefined || shownIn === undefined || path === undefined) return okAsync(undefined);
  const { environment } = shownIn;
  const { repository, sha } = commit;
  return readLock(client(repository), { repository, path, revision: sha }).andThen((lock) => {
    if (lock === undefined) return okAsync(undefined);
    const { id, source } = lock.release;
    const key = { release: id, slot, manifests: commit };
    const deployment = { source, environment, key, state: "inactive" as const, text, at };
    const updated = updateDeployment(client(source.repository), deployment, { creators, clock });
    // Who may not write deployments hears of it where one is to be shown; this one must not stop what comes after it.
    const settled: ResultAsync<DeploymentWrite | undefined, GitHubError> = updated.orElse((error) =>
      error.code === "GITHUB_REQUEST_FAILED" ? okAsync(undefined) : errAsync(error),
    );
    return settled.map((write) => {
      if (write === undefined) return;
      tell({ code: "deployment", repository: source.repository, environment, id: write.id, write: write.code });
    });
  });
}
