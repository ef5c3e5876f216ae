export type { GitHubClients, Release } from "@gitops/github-reporter";

export type { AppliedAction } from "./apply/apply.ts";
export type { Proposed } from "./apply/proposed.ts";
export { decide } from "./decide/decide.ts";
export type { Action, DeleteBranchAction, MergeAction, ProposeAction } from "./decide/action.ts";
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
export { concernsPipeline } from "./github-event.ts";
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
export {
  createPromoter,
  type Promoter,
  type PromoterIdentity,
  type PromoterOptions,
  type SubmissionReport,
} from "./promoter.ts";
export type { Report } from "./reconcile.ts";
export { imageTagFor } from "./release/image-tag.ts";
export { makeRelease, type ReleaseContent, type ReleaseExtra } from "./release/make-release.ts";
export type { Submission } from "./release/submit.ts";
export { reportVerification, type ReportVerificationOptions, type Verification } from "./report-verification.ts";
export type {
  BaseBranch,
  LiveView,
  ProposalView,
  PullRequestView,
  ReleaseComparison,
  SlotView,
  TargetView,
  VerificationView,
  World,
} from "./world.ts";
