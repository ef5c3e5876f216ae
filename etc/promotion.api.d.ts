// What @gitops/promotion exports. Written by npm run api.

type Action = ProposeAction | MergeAction | DeleteBranchAction;

interface AfterAll {
    readonly all: readonly string[];
}

interface AfterAny {
    readonly any: readonly string[];
}

interface AppSpec {
    readonly templates: string;
    readonly images: Readonly<Record<string, ImageSpec>>;
    readonly namespace?: string | undefined;
    readonly render?: readonly RenderStepSpec[] | undefined;
}

interface AppliedAction {
    readonly action: Action;
    readonly outcome: Proposed["outcome"] | "merged" | "deleted" | "lost-race" | "failed";
    readonly url: string | undefined;
    readonly error: PromotionError | undefined;
}

interface BaseBranch {
    readonly sha: string;
    readonly tree: string;
}

interface ClusterSpec {
    readonly flux?: FluxObjectSpec | undefined;
}

interface ConfigSource {
    readonly repository: string;
    readonly ref: string;
    readonly paths: readonly string[];
}

interface ConfigSourceSpec {
    readonly kind: "git";
    readonly repo: string;
    readonly ref?: string | undefined;
    readonly paths: readonly string[];
}

interface DeleteBranchAction {
    readonly action: "delete-branch";
    readonly slot: string;
    readonly branch: string;
    readonly expectHead: string;
}

interface EnvironmentPolicySpec {
    readonly merge?: "manual" | "auto" | undefined;
    readonly mergeMethod?: "merge" | "squash" | undefined;
    readonly gates?: readonly GateSpec[] | undefined;
    readonly verify?: VerifySpec | undefined;
}

interface EnvironmentSpec extends EnvironmentPolicySpec {
    readonly after?: readonly string[] | AfterAll | AfterAny | undefined;
    readonly clusters: readonly string[];
    readonly values?: Readonly<Record<string, unknown>> | undefined;
}

interface FluxObjectSpec {
    readonly kind?: string | undefined;
    readonly namespace?: string | undefined;
    readonly name?: string | undefined;
}

interface GateSpec {
    readonly kind: "approval";
    readonly count?: number | undefined;
}

interface GateVerdict {
    readonly gate: "upstream" | "approval" | "mergeable" | "untouched" | "person";
    readonly isOpen: boolean;
    readonly reason: string;
}

export { GitHubClients } from '@gitops/github-reporter';

interface ImageSpec {
    readonly repository: string;
    readonly context: string;
    readonly watch?: readonly string[] | undefined;
}

declare class InputInvalidError extends Error {
    readonly name = "InputInvalidError";
    readonly code = "INPUT_INVALID";
}

interface LiveEmpty {
    readonly phase: "empty";
}

interface LiveFailed {
    readonly phase: "failed";
    readonly release: string;
    readonly commit: string;
    readonly why: "deployment" | "verification";
    readonly detail: string;
}

type LiveState = LiveEmpty | LiveUnreadable | LiveUnfinished | LiveSucceeded | LiveFailed;

interface LiveSucceeded {
    readonly phase: "succeeded";
    readonly release: string;
    readonly commit: string;
}

interface LiveUnfinished {
    readonly phase: "deploying" | "verifying";
    readonly release: string;
    readonly commit: string;
    readonly waitingFor: readonly string[];
}

interface LiveUnreadable {
    readonly phase: "unreadable";
    readonly detail: string;
}

interface LiveView {
    readonly lock: ReleaseLock;
    readonly commit: string;
    readonly sameAs: string | undefined;
    readonly targets: readonly TargetView[];
    readonly verifications: readonly VerificationView[];
}

declare class LostRaceError extends Error {
    readonly name = "LostRaceError";
    readonly code = "LOST_RACE";
}

interface ManifestsSpec {
    readonly repo: string;
    readonly baseBranch?: string | undefined;
    readonly path?: string | undefined;
}

interface MergeAction {
    readonly action: "merge";
    readonly slot: string;
    readonly pullRequest: number;
    readonly method: "merge" | "squash";
    readonly expectHead: string;
}

interface NextProposed {
    readonly step: "merge" | "waiting";
    readonly release: string;
    readonly pullRequest: number;
    readonly gates: readonly GateVerdict[];
}

type NextState = NextUnproposed | NextProposed;

interface NextUnproposed {
    readonly step: "propose" | "rejected" | "older";
    readonly release: string;
}

declare class NotFoundError extends Error {
    readonly name = "NotFoundError";
    readonly code = "NOT_FOUND";
}

declare class NotMergeableError extends Error {
    readonly name = "NotMergeableError";
    readonly code = "NOT_MERGEABLE";
}

declare const PIPELINE_FILE = ".gitops/pipeline.yaml";

interface Pipeline {
    readonly spec: PipelineSpec;
    readonly repository: string;
    readonly baseBranch: string;
    readonly slots: readonly Slot[];
}

declare class PipelineInvalidError extends Error {
    readonly name = "PipelineInvalidError";
    readonly code = "PIPELINE_INVALID";
    readonly problems: readonly PipelineProblem[];
    constructor(file: string, problems: readonly PipelineProblem[]);
}

interface PipelineProblem {
    readonly message: string;
    readonly path: readonly (string | number)[];
    readonly line: number | undefined;
    readonly column: number | undefined;
}

interface PipelineSpec {
    readonly version: 1;
    readonly name: string;
    readonly source: SourceSpec;
    readonly manifests: ManifestsSpec;
    readonly config?: readonly ConfigSourceSpec[] | undefined;
    readonly clusters: Readonly<Record<string, ClusterSpec>>;
    readonly apps: Readonly<Record<string, AppSpec>>;
    readonly defaults?: EnvironmentPolicySpec | undefined;
    readonly environments: Readonly<Record<string, EnvironmentSpec>>;
}

interface Plan {
    readonly slots: readonly SlotDecision[];
    readonly actions: readonly Action[];
    readonly wakeAt: string | undefined;
}

interface Promoter {
    submit(release: Release): ResultAsync<SubmissionReport, PromotionError>;
    reconcile(): ResultAsync<Report, PromotionError>;
    onGitHubEvent(name: string, payload: unknown): ResultAsync<Report | undefined, PromotionError>;
    observe(): ResultAsync<World, PromotionError>;
    plan(): ResultAsync<Plan, PromotionError>;
    render(slot: string, release: Release): ResultAsync<ReadonlyMap<string, string>, PromotionError>;
    explain(slot: string): ResultAsync<string, PromotionError>;
}

interface PromoterIdentity {
    readonly logins: readonly string[];
}

interface PromoterOptions {
    readonly pipeline: Pipeline;
    readonly client: GitHubClients;
    readonly identity: PromoterIdentity;
    readonly webUrl?: string;
    readonly engines?: readonly Engine[];
    readonly cache?: RenderCache;
    readonly now?: () => Date;
}

type PromotionError = PipelineInvalidError | NotFoundError | LostRaceError | NotMergeableError | UnreadableError | InputInvalidError | ReleaseInvalidError | EnsureError | LockError | ManifestRendererError;

interface ProposalView {
    readonly sha: string;
    readonly lock: ReleaseLock | undefined;
    readonly isOurs: boolean;
    readonly pullRequest: PullRequestView | undefined;
    readonly isRejected: boolean;
}

interface ProposeAction {
    readonly action: "propose";
    readonly slot: string;
    readonly release: string;
    readonly expectHead: string | undefined;
}

interface Proposed {
    readonly outcome: "created" | "updated" | "same-content";
    readonly url: string | undefined;
}

interface PullRequestView {
    readonly number: number;
    readonly url: string;
    readonly mergeable: boolean | undefined;
    readonly approvers: readonly string[];
    readonly objectors: readonly string[];
}

export { Release } from '@gitops/github-reporter';

interface ReleaseComparison {
    readonly candidate: string;
    readonly status: "ahead" | "behind" | "identical" | "diverged";
    readonly authors: readonly string[];
    readonly isComplete: boolean;
}

type ReleaseContent = Pick<Release, "app" | "source" | "images" | "templates">;

type ReleaseExtra = Omit<Release, keyof ReleaseContent | "id">;

interface RenderStepSpec {
    readonly engine: string;
    readonly [option: string]: unknown;
}

interface Report {
    readonly plan: Plan;
    readonly applied: readonly AppliedAction[];
    readonly wakeAt: string | undefined;
}

interface ReportVerificationOptions {
    readonly login?: string;
}

interface Slot {
    readonly id: string;
    readonly environment: string;
    readonly app: string;
    readonly path: string;
    readonly branch: string;
    readonly targets: readonly Target[];
    readonly upstream: Upstream;
    readonly next: readonly string[];
    readonly policy: SlotPolicy;
    readonly template: SlotTemplate;
}

interface SlotDecision {
    readonly slot: string;
    readonly live: LiveState;
    readonly next: NextState | undefined;
}

interface SlotPolicy {
    readonly merge: "manual" | "auto";
    readonly mergeMethod: "merge" | "squash";
    readonly approvals: number;
    readonly verifications: readonly string[];
    readonly verifiers: readonly string[];
}

interface SlotTemplate {
    readonly path: string;
    readonly images: Readonly<Record<string, ImageSpec>>;
    readonly namespace: string | undefined;
    readonly render: readonly EngineStep[] | undefined;
    readonly config: readonly ConfigSource[];
    readonly values: Readonly<Record<string, unknown>>;
}

interface SlotView {
    readonly slot: Slot;
    readonly live: LiveView | undefined;
    readonly proposal: ProposalView | undefined;
    readonly comparison: ReleaseComparison | undefined;
    readonly problem: string | undefined;
}

interface SourceSpec {
    readonly repo: string;
}

type Submission = "recorded" | "unchanged" | "superseded";

interface SubmissionReport extends Report {
    readonly submission: Submission;
}

interface Target {
    readonly name: string;
    readonly cluster: string;
    readonly kind: string;
    readonly namespace: string;
    readonly objectName: string;
}

interface TargetView {
    readonly name: string;
    readonly state: "unknown" | "pending" | "success" | "failure";
    readonly text: string;
}

declare class UnreadableError extends Error {
    readonly name = "UnreadableError";
    readonly code = "UNREADABLE";
}

interface Upstream {
    readonly need: "all" | "any";
    readonly slots: readonly string[];
}

interface Verification {
    readonly name: string;
    readonly state: "pending" | "success" | "failure";
    readonly text: string;
    readonly url?: string;
    readonly at: string;
}

interface VerificationView {
    readonly name: string;
    readonly state: "pending" | "success" | "failure";
    readonly text: string;
}

interface VerifySpec {
    readonly contexts: readonly string[];
    readonly creators?: readonly string[] | undefined;
}

interface World {
    readonly at: string;
    readonly pipeline: Pipeline;
    readonly base: BaseBranch;
    readonly inbox: Readonly<Record<string, Release>>;
    readonly slots: readonly SlotView[];
}

declare function concernsPipeline(pipeline: Pipeline, name: string, payload: unknown): boolean;

declare function createPromoter(options: PromoterOptions): Promoter;

declare function decide(world: World): Plan;

declare function definePipeline(spec: PipelineSpec): Result<Pipeline, PipelineInvalidError>;

declare function explainSlot({ slot, live, next }: SlotDecision): string;

declare function imageTagFor(objects: readonly string[]): string;

declare function loadPipeline(client: GitHubClient, repository: string): ResultAsync<Pipeline, PromotionError>;

declare function makeRelease(content: ReleaseContent, extra?: ReleaseExtra): Release;

declare function parsePipeline(yaml: string, file?: string): Result<Pipeline, PipelineInvalidError>;

declare function reportVerification(client: GitHubClient, dispatch: DispatchPayload, verification: Verification, options?: ReportVerificationOptions): ResultAsync<unknown, InputInvalidError | EnsureError>;

declare function reportedSlot(pipeline: Pipeline, id: string): ReportedSlot | undefined;

declare function resolveTarget(pipeline: Pipeline, event: FluxEvent, cluster: string): ResolvedTarget | undefined;
