export type { GitHubClients, Release } from "@gitops/github-reporter";

export type { AppliedAction } from "./apply/apply.ts";
export type { ActionOutcome, SkippedSlot } from "./apply/performed.ts";
export type { HoldOptions, Order, PromoteOptions, RollbackOptions } from "./control/orders.ts";
export { decide } from "./decide/decide.ts";
export type {
  Action,
  DeleteBranchAction,
  MergeAction,
  ProposeAction,
  ReportGatesAction,
  SlotChange,
} from "./decide/action.ts";
export type {
  GateVerdict,
  LiveEmpty,
  LiveFailed,
  LiveState,
  LiveSucceeded,
  LiveUnfinished,
  LiveUnreadable,
  NextProposed,
  NextState,
  NextUnproposed,
  Plan,
  SlotDecision,
} from "./decide/plan.ts";
export {
  InputInvalidError,
  LostRaceError,
  NotFoundError,
  NotMergeableError,
  PipelineInvalidError,
  UnreadableError,
  type PipelineProblem,
  type PromotionError,
} from "./errors.ts";
export { explainSlot } from "./explain.ts";
export type { GateAnswer, GateProvider, GateQuestion } from "./gate-provider.ts";
export { scopeOfEvent } from "./github-event.ts";
export type { HistoryEntry, HistoryOptions } from "./inspect/history.ts";
export type { DryRun, PlanOptions, SlotDiff } from "./inspect/preview.ts";
export type { CommitPlace } from "./inspect/where.ts";
export type { Scope } from "./observe/scope.ts";
export { definePipeline } from "./pipeline/define-pipeline.ts";
export { loadPipeline } from "./pipeline/load-pipeline.ts";
export { parsePipeline, PIPELINE_FILE } from "./pipeline/parse-pipeline.ts";
export type {
  ConfigSource,
  GitConfigSource,
  GitHubEnvironmentConfigSource,
  InlineConfigSource,
  Pipeline,
  Slot,
  SlotTemplate,
  Target,
  Track,
  Upstream,
  UpstreamAll,
  UpstreamAny,
  UpstreamSlots,
} from "./pipeline/pipeline.ts";
export type {
  ApprovalGate,
  ChecksGate,
  CustomGate,
  DeploymentPolicy,
  Gate,
  SlotPolicy,
  SuccessPolicy,
  VerifyPolicy,
} from "./pipeline/policy.ts";
export type {
  AfterAll,
  AfterAny,
  ApprovalGateSpec,
  AtLeast,
  ChecksGateSpec,
  ClusterSelector,
  CustomGateSpec,
  DeploymentSpec,
  EnvironmentPolicySpec,
  EnvironmentSpec,
  GateSpec,
  SoakGateSpec,
  SuccessSpec,
  VerifySpec,
  WaveSpec,
  WindowGateSpec,
  WindowSpec,
} from "./pipeline/environment-spec.ts";
export type { EnvironmentManifestsSpec, ManifestsSpec } from "./pipeline/manifests-spec.ts";
export type {
  AppSpec,
  ClusterSpec,
  ConfigSourceSpec,
  FluxObjectSpec,
  GitConfigSpec,
  GitHubEnvironmentConfigSpec,
  GuardsSpec,
  ImageSpec,
  InlineConfigSpec,
  PipelineSpec,
  RenderStepSpec,
  SourceSpec,
} from "./pipeline/pipeline-spec.ts";
export { pipelineJsonSchema } from "./pipeline/schema/pipeline-json-schema.ts";
export { reportedSlot, resolveTarget } from "./pipeline/resolve-target.ts";
export { createPromoter, type Promoter, type PromoterOptions, type SubmissionReport } from "./promoter.ts";
export type { Report } from "./reconcile.ts";
export type { ContextOptions, PromoterIdentity, RenderOptions } from "./promoter-context.ts";
export {
  planComment,
  type PlanCommentContent,
  type PlanCommentOptions,
  type PlannedSlot,
} from "./pull-request/plan-comment.ts";
export { imageTagFor } from "./release/image-tag.ts";
export { makeRelease, type ReleaseContent, type ReleaseExtra } from "./release/make-release.ts";
export { planImages, type ImagePlan, type PlannedImage } from "./release/plan-images.ts";
export type { Submission } from "./release/submit.ts";
export { parseTreeListing, type TreeListing, type TreeObject } from "./release/tree-listing.ts";
export { reportVerification, type ReportVerificationOptions, type Verification } from "./report-verification.ts";
export type {
  Approval,
  Arrival,
  BaseBranch,
  ChangeAuthors,
  GatesStatus,
  Hold,
  LiveView,
  Orders,
  PromotionRequest,
  ProposalView,
  ProposedSlot,
  PullRequestView,
  Rejection,
  RestorableView,
  SameContent,
  ShownPullRequest,
  SlotView,
  Standing,
  TargetView,
  TrackView,
  VerificationView,
  World,
} from "./world.ts";
