export { startGitHub } from "./github/start-github.ts";
export type { Account, AccountOptions, InstallationReach } from "./github/account.ts";
export type {
  DispatchHandler,
  DispatchHandlerOptions,
  RepositoryDispatch,
  WorkflowDispatch,
  WorkflowDispatchHandler,
  WorkflowDispatchHandlerOptions,
} from "./github/actions/dispatch.ts";
export type { App, AppOptions, Installation, Permissions } from "./github/apps/app.ts";
export type {
  CreatedRepository,
  CreateRepositoryOptions,
  EmbeddedGitHub,
  EmbeddedGitHubOptions,
} from "./github/embedded-github.ts";
export type {
  BadGatewayFault,
  ConnectionResetFault,
  Fault,
  FaultMatch,
  FaultPlan,
  LatencyFault,
  RateLimitFault,
  ReadLagFault,
} from "./github/faults/fault.ts";
export type { GitHubCall } from "./github/github-call.ts";
export type { GraphQLOperation } from "./github/graphql/operation.ts";
export type { RepositoryConfiguration } from "./github/repository-configuration.ts";
export type { CreateTeamOptions, Team } from "./github/teams/team.ts";
export type { WebhookDelivery, WebhookEvent, WebhookOptions } from "./github/webhooks/webhook.ts";

export { type Clock, systemClock } from "./flux/clock/clock.ts";
export { createVirtualClock, type VirtualClock, type VirtualClockOptions } from "./flux/clock/virtual-clock.ts";
export type { ClusterOptions, ProviderOptions } from "./flux/cluster/cluster-options.ts";
export type { PlayedCluster } from "./flux/cluster/played-cluster.ts";
export { createFluxPlayer } from "./flux/create-flux-player.ts";
export type { FluxPlayer, FluxPlayerOptions } from "./flux/flux-player.ts";
export type { FeatureGate, FluxVersion } from "./flux/flux-version.ts";
export type {
  ChartOptions,
  HelmReleaseOptions,
  HelmRemediation,
  HelmTest,
  HelmUpgradeRemediation,
} from "./flux/helm/helm-release-options.ts";
export type {
  HelmAction,
  HelmEnding,
  HelmFailed,
  HelmInterrupted,
  HelmInventoryBuildFailed,
  HelmNamespaceCheckSkipped,
  HelmScenario,
  HelmSituation,
  HelmSucceeded,
  HelmUnprepared,
} from "./flux/helm/helm-scenario.ts";
export type { PlayedHelmRelease, HelmReleaseState } from "./flux/helm/played-helm-release.ts";
export type { Drift } from "./flux/kustomize/drift.ts";
export type {
  AppliedKustomization,
  KustomizationOptions,
  OciSourceReference,
} from "./flux/kustomize/kustomization-options.ts";
export type { PlayedKustomization } from "./flux/kustomize/played-kustomization.ts";
export type {
  BrokenDeliveryFault,
  DelayFault,
  DeliveryFault,
  DeliveryFaultMatch,
  DeliveryFaultPlan,
  DuplicateFault,
  LossFault,
  ReorderingFault,
} from "./flux/notification/delivery-fault.ts";
export type { Delivery, DeliveryAttempt } from "./flux/notification/delivery.ts";
export type { FailureReasons, FailureReport, StorageFailureReason } from "./flux/reports/failure-report.ts";
export type {
  ImagePolicyResolved,
  ImageReport,
  ImageRepositoryScanned,
  ImageUpdatePushed,
  ImageUpdateUpToDate,
} from "./flux/reports/image-report.ts";
export type { Report } from "./flux/reports/report-player.ts";
export type {
  BucketStored,
  ChartPackaged,
  ChartPulled,
  ReportedArtifact,
  ExternalArtifactsReconciled,
  HelmRepositoryStored,
  ReportedObject,
  SourceReport,
} from "./flux/reports/source-report.ts";
export type {
  AccessDenied,
  ApplyFailed,
  ArtifactFailed,
  BuildFailed,
  DirectoryCreationFailed,
  Ending,
  FeatureGateDisabled,
  InvalidCelExpression,
  PruneFailed,
  Scenario,
  Situation,
  StatusConflict,
  Succeeded,
  Unhealthy,
} from "./flux/scenario.ts";
export type { Deletion } from "./flux/sequences/deleted.ts";
export type { OciArtifactOptions } from "./flux/source/oci-registry.ts";
export type { GitRepositoryOptions, OciRepositoryOptions } from "./flux/source/source-options.ts";
export type { PlayedEvent } from "./flux/wire/event.ts";
