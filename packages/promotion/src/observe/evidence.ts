import {
  dispatchId,
  findIntroducingCommit,
  findStatus,
  readStatuses,
  sameContentContext,
  targetContext,
  verificationContext,
  type GitHubError,
  type ReleaseLock,
  type ReportedStatus,
} from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { Repository } from "../git/repository.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { LiveView, TargetView, VerificationView } from "../world.ts";

/**
 * Reads what is known about the lock that is live in a slot: the statuses on the commit that introduced it, and the
 * verifications on the code commit. Statuses of anybody but the declared creators do not exist here.
 *
 * @internal
 */
export function readEvidence(
  context: PromoterContext,
  slot: Slot,
  { lock, revision }: { readonly lock: ReleaseLock; readonly revision: string },
): ResultAsync<LiveView | undefined, GitHubError> {
  const { manifests, reporters } = context;
  return introducingCommit(manifests, slot.path, revision).andThen((commit) => {
    if (commit === undefined) return okAsync(undefined);
    const ledger = { repository: manifests.fullName, sha: commit };
    return readStatuses(manifests.client, ledger, { creators: reporters }).andThen((statuses) => {
      const targets = slot.targets.map(({ name }) => targetView(name, statuses, slot));
      const same = findStatus(statuses, sameContentContext(slot));
      const sameAs = same?.state === "success" ? same.id : undefined;
      // Tests start after the deployment; before that there is nothing to read.
      const isDeployed = targets.every(({ state }) => state === "success");
      const verifications = isDeployed
        ? readVerifications(context, slot, lock, commit)
        : okAsync(slot.policy.verifications.map(pendingVerification));
      return verifications.map((read) => ({ lock, commit, sameAs, targets, verifications: read }));
    });
  });
}

/** At one revision the answer never changes, and most reconciliations see the revision they saw before. */
function introducingCommit(
  { client, fullName, cache }: Repository,
  path: string,
  revision: string,
): ResultAsync<string | undefined, GitHubError> {
  const key = `introducing ${revision} ${path}`;
  const known = cache.get(key);
  if (known !== undefined) return okAsync(known);
  return findIntroducingCommit(client, { repository: fullName, path, revision }).map((commit) => {
    if (commit !== undefined) cache.set(key, commit);
    return commit;
  });
}

function targetView(name: string, statuses: readonly ReportedStatus[], slot: Slot): TargetView {
  const status = findStatus(statuses, targetContext(slot, name));
  if (status === undefined) return { name, state: "unknown", text: "Flux has not reported yet" };
  return { name, state: status.state === "error" ? "failure" : status.state, text: status.text };
}

/** A verification counts when it answers the dispatch of this very deployment, whose id its description carries. */
function readVerifications(
  { manifests, repository }: PromoterContext,
  slot: Slot,
  lock: ReleaseLock,
  commit: string,
): ResultAsync<readonly VerificationView[], GitHubError> {
  const { verifications, verifiers } = slot.policy;
  if (verifications.length === 0) return okAsync([]);
  const code = repository(lock.release.source.repository);
  const expected = dispatchId({
    slot: slot.id,
    release: lock.release.id,
    result: "success",
    manifests: { repository: manifests.fullName, sha: commit },
  });
  return readStatuses(
    code.client,
    { repository: code.fullName, sha: lock.release.source.sha },
    { creators: verifiers },
  ).map((statuses) =>
    verifications.map((name) => {
      const status = findStatus(statuses, verificationContext(slot, name));
      if (status?.id !== expected) return pendingVerification(name);
      return { name, state: status.state === "error" ? "failure" : status.state, text: status.text };
    }),
  );
}

function pendingVerification(name: string): VerificationView {
  return { name, state: "pending", text: "not reported yet" };
}
