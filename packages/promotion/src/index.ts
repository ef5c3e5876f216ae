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
export type { ConfigSource, Pipeline, Slot, SlotPolicy, SlotTemplate, Target, Upstream } from "./pipeline/pipeline.ts";
export type {
  AfterAll,
  AfterAny,
  AppSpec,
  ClusterSpec,
  ConfigSourceSpec,
  EnvironmentPolicySpec,
  EnvironmentSpec,
  FluxObjectSpec,
  GateSpec,
  ImageSpec,
  ManifestsSpec,
  PipelineSpec,
  SourceSpec,
  VerifySpec,
  RenderStepSpec,
} from "./pipeline/pipeline-spec.ts";
export { reportedSlot, resolveTarget } from "./pipeline/resolve-target.ts";
export {
  createPromoter,
  type Promoter,
  type PromoterIdentity,
  type PromoterOptions,
  type SubmissionReport,
} from "./promoter.ts";
export type { Report } from "./reconcile.ts";
export {
  planComment,
  type PlanCommentContent,
  type PlanCommentOptions,
  type PlannedSlot,
} from "./pull-request/plan-comment.ts";
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
  ShownPullRequest,
  SlotView,
  TargetView,
  VerificationView,
  World,
} from "./world.ts";
