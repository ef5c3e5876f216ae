export type { Clock } from "./clock.ts";
export type { Comment, CommentWrite } from "./comment/comment.ts";
export type { EnsureCommentOptions } from "./comment/ensure.ts";
export { ensureComment } from "./comment/ensure.ts";
export type { Deployment, DeploymentKey, DeploymentState } from "./deployment/deployment.ts";
export type { EnsureDeploymentOptions } from "./deployment/ensure.ts";
export { ensureDeployment } from "./deployment/ensure.ts";
export type { DeploymentWrite } from "./deployment/state.ts";
export type { Dispatch, DispatchOutcome, EnsureDispatchOptions } from "./dispatch/dispatch.ts";
export { ensureDispatch } from "./dispatch/ensure.ts";
export type { DispatchPayload, DispatchSubject, DispatchTarget } from "./dispatch/payload.ts";
export { dispatchId } from "./dispatch/payload.ts";
export type { DoctorOptions } from "./doctor/doctor.ts";
export { doctor } from "./doctor/doctor.ts";
export type { GitHubFeature, GitHubPermissions } from "./doctor/features.ts";
export type { DoctorCheck, Finding } from "./doctor/finding.ts";
export { eventsFor, permissionsFor } from "./doctor/permissions-for.ts";
export type { GitHubClient, GitHubData, GitHubParameters, GitHubRoute } from "./github/call.ts";
export { callGitHub } from "./github/call.ts";
export { webUrlOf } from "./github/base-url.ts";
export type { GitHubClientOptions } from "./github/client/client.ts";
export { createGitHubClient } from "./github/client/client.ts";
export type { GitHubClients } from "./github/clients.ts";
export { clientFor } from "./github/clients.ts";
export type { CommitAddress } from "./github/commit-address.ts";
export type { AppAuth, GitHubAuth } from "./github/client/credentials.ts";
export type { EnsureError } from "./github/ensure-error.ts";
export type { GitHubError, GitHubRefusal } from "./github/errors.ts";
export { GitHubRequestError, GitHubUnavailableError, RateLimitedError } from "./github/errors.ts";
export { IdentityMismatchError } from "./github/identity-mismatch.ts";
export { whoAmI } from "./github/identity.ts";
export type { InstallationClientsOptions } from "./github/installations/installation-clients.ts";
export { createInstallationClients } from "./github/installations/installation-clients.ts";
export { findInstallation } from "./github/installations/find-installation.ts";
export { collectPages, PAGE_SIZE } from "./github/pages.ts";
export { redactTokens } from "./github/redact.ts";
export type { RepositoryParameters } from "./github/repository.ts";
export { isRepository, repositoryParameters } from "./github/repository.ts";
export type { WriteLimits } from "./github/client/write-limits.ts";
export type { LaneError } from "./lane/errors.ts";
export { LaneFullError, LaneUnavailableError } from "./lane/errors.ts";
export type { BatchOutcome, HandleBatchOptions } from "./lane/handle-batch.ts";
export { handleBatch } from "./lane/handle-batch.ts";
export type {
  DeadLetter,
  Lane,
  LaneBatch,
  LaneHandler,
  LaneItem,
  LaneVerdict,
  ManagedLane,
  RejectedItem,
  RunningLane,
} from "./lane/lane.ts";
export type { MemoryLaneOptions } from "./lane/memory.ts";
export { memoryLane } from "./lane/memory.ts";
export type { LaneEvent, LaneObserver } from "./lane/observer.ts";
export { checkRelease } from "./lock/check-release.ts";
export { decodeLock, encodeLock } from "./lock/codec.ts";
export type { LockError } from "./lock/errors.ts";
export { LockTooNewError, LockUnreadableError, ReleaseInvalidError } from "./lock/errors.ts";
export type { ConfigRevision, LockReason, ReleaseLock } from "./lock/lock.ts";
export { LOCK_FILE } from "./lock/lock.ts";
export type { SlotRevision } from "./lock/read.ts";
export { findIntroducingCommit, readLock } from "./lock/read.ts";
export type { Release } from "./lock/release.ts";
export type { ReporterCounters, ReporterCounts } from "./observability/counters.ts";
export { reporterCounters } from "./observability/counters.ts";
export type { TelemetryEvent } from "./observability/telemetry.ts";
export { telemetryOf } from "./observability/telemetry.ts";
export type { EventOrigin } from "./reporter/accept-event.ts";
export type { ReporterError } from "./reporter/errors.ts";
export type { Expectation, ExpectationState } from "./reporter/expectation.ts";
export type { Inbox, InboxOptions } from "./reporter/inbox.ts";
export { createInbox } from "./reporter/inbox.ts";
export type { ReporterEvent, ReporterObserver } from "./reporter/observer.ts";
export type { DeploymentSettings, DispatchSettings, ReporterIdentity, ReporterOptions } from "./reporter/options.ts";
export type { ExpectedDeployment, ReceivedEvent, ReporterItem } from "./reporter/reporter-item.ts";
export type { Reporter } from "./reporter/reporter.ts";
export { createReporter } from "./reporter/reporter.ts";
export type { StandAloneOptions } from "./reporter/stand-alone.ts";
export { standAlone } from "./reporter/stand-alone.ts";
export type {
  ReportedDeployment,
  ReportedSlot,
  ResolvedTarget,
  ResolveTarget,
  TargetsNeeded,
} from "./reporter/target.ts";
export type { ResyncError, StateSourceError } from "./resync/errors.ts";
export { ResyncAbortedError, StateSourceUnavailableError } from "./resync/errors.ts";
export { eventOfState } from "./resync/event-of-state.ts";
export type { FluxObjectKind } from "./resync/kubernetes/flux-kind.ts";
export type { KubernetesGet } from "./resync/kubernetes/get.ts";
export type { KubernetesStateSourceOptions } from "./resync/kubernetes/kubernetes-state-source.ts";
export { kubernetesStateSource } from "./resync/kubernetes/kubernetes-state-source.ts";
export type {
  FluxObjectState,
  ObjectCondition,
  ReconciliationSnapshot,
  ReleaseSnapshot,
} from "./resync/object-state.ts";
export type { ResyncOptions, ResyncReport } from "./resync/resync.ts";
export { resync } from "./resync/resync.ts";
export { resyncId } from "./resync/resync-id.ts";
export type { StatePage, StateProblem, StateSource } from "./resync/state-source.ts";
export type { AppInEnvironment, DeploymentResult } from "./status/context.ts";
export {
  controlContext,
  dispatchContext,
  gatesContext,
  inboxContext,
  rollUpContext,
  sameContentContext,
  targetContext,
  verdictContext,
  verificationContext,
} from "./status/context.ts";
export type { StatusContent, StatusMeaning } from "./status/decide-write.ts";
export type { StatusDescription } from "./status/description.ts";
export type { CommitStatus, EnsureCommitStatusOptions } from "./status/ensure.ts";
export { ensureCommitStatus } from "./status/ensure.ts";
export { findStatus } from "./status/find-status.ts";
export type { LedgerEntry, StatusLedgerOptions, StatusWrite } from "./status/ledger.ts";
export type { CommitStatusState, ReadStatusesOptions, ReportedStatus } from "./status/read.ts";
export { readStatuses, readStatusesAbout } from "./status/read.ts";
export { escapeMarkdown } from "./text/escape-markdown.ts";
export { oneLine } from "./text/one-line.ts";
export type { WebhookError } from "./webhook/errors.ts";
export { WebhookSecretMissingError, WebhookSignatureError } from "./webhook/errors.ts";
export type { GitHubWebhook } from "./webhook/verify.ts";
export { verifyGitHubWebhook } from "./webhook/verify.ts";
export { ensureWorkflowDispatch } from "./workflow-dispatch/ensure.ts";
export type { WorkflowDispatch } from "./workflow-dispatch/workflow-dispatch.ts";
