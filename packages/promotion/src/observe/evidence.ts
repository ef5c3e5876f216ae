import {
  dispatchId,
  findStatus,
  readStatuses,
  readStatusesAbout,
  sameContentContext,
  targetContext,
  verificationContext,
  type GitHubError,
  type ReleaseLock,
  type ReportedStatus,
} from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import { decodeSameContent } from "../same-content.ts";
import type { Repository } from "../git/repository.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { LiveView, TargetView, VerificationView } from "../world.ts";

/**
 * What GitHub shows of the deployment of a lock.
 *
 * @internal
 */
export type Evidence = Pick<LiveView, "same" | "targets" | "verifications">;

/**
 * Reads what is known about a lock: the statuses on the commit that introduced it, and the verifications on the code
 * commit. Statuses of anybody but the declared creators do not exist here.
 *
 * @internal
 */
export function readEvidence(
  context: PromoterContext,
  slot: Slot,
  { lock, commit }: { readonly lock: ReleaseLock; readonly commit: string },
): ResultAsync<Evidence, GitHubError> {
  const manifests = context.repository(slot.repository);
  const ledger = { repository: manifests.fullName, sha: commit };
  return readStatuses(manifests.client, ledger, { creators: context.reporters }).andThen((statuses) => {
    const targets = slot.targets.map(({ name }) => targetView(name, statuses, slot));
    const same = findStatus(statuses, sameContentContext(slot));
    // Tests start after the deployment; before that there is nothing to read.
    const isDeployed = targets.some(({ state }) => state === "success");
    const verifications = isDeployed
      ? readVerifications(context, slot, { lock, manifests, commit })
      : okAsync(slot.policy.verify.contexts.map(pendingVerification));
    return verifications.map((read) => ({
      same: same?.state === "success" ? decodeSameContent(same.id) : undefined,
      targets,
      verifications: read,
    }));
  });
}

function targetView(name: string, statuses: readonly ReportedStatus[], slot: Slot): TargetView {
  const status = findStatus(statuses, targetContext(slot, name));
  if (status === undefined) return { name, state: "unknown", text: "Flux has not reported yet", at: undefined };
  const state = status.state === "error" ? "failure" : status.state;
  return { name, state, text: status.text, at: status.at ?? status.updatedAt };
}

/** A verification counts when it answers the dispatch of this very deployment, whose id its description carries. */
function readVerifications(
  { repository }: PromoterContext,
  slot: Slot,
  { lock, manifests, commit }: { readonly lock: ReleaseLock; readonly manifests: Repository; readonly commit: string },
): ResultAsync<readonly VerificationView[], GitHubError> {
  const { contexts, creators } = slot.policy.verify;
  if (contexts.length === 0) return okAsync([]);
  const { source } = lock.release;
  const code = repository(source.repository);
  const expected = dispatchId({
    slot: slot.id,
    release: lock.release.id,
    result: "success",
    manifests: { repository: manifests.fullName, sha: commit },
  });
  const codeCommit = { repository: code.fullName, sha: source.sha };
  return readStatusesAbout(code.client, codeCommit, expected, { creators }).map((statuses) =>
    contexts.map((name) => {
      const status = findStatus(statuses, verificationContext(slot, name));
      if (status === undefined) return pendingVerification(name);
      const state = status.state === "error" ? "failure" : status.state;
      return { name, state, text: status.text, url: status.targetUrl };
    }),
  );
}

function pendingVerification(name: string): VerificationView {
  return { name, state: "pending", text: "not reported yet", url: undefined };
}
