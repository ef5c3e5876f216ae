// What @gitops/promotion exports. Written by npm run api.

type Action = ProposeAction | ReportGatesAction | MergeAction | DeleteBranchAction;

type ActionOutcome = "created" | "updated" | "unchanged" | "same-content" | "reported" | "merged" | "deleted" | "lost-race" | "failed";

interface AfterAll {
    readonly all: readonly string[];
}

interface AfterAny {
    readonly any: readonly string[];
}

interface AppSpec {
    readonly source?: SourceSpec | undefined;
    readonly templates: string;
    readonly images: Readonly<Record<string, ImageSpec>>;
    readonly namespace?: string | undefined;
    readonly render?: readonly RenderStepSpec[] | undefined;
    readonly dependsOn?: readonly string[] | undefined;
    readonly environments?: readonly string[] | undefined;
}

interface AppliedAction {
    readonly action: Action;
    readonly outcome: ActionOutcome;
    readonly url: string | undefined;
    readonly error: PromotionError | undefined;
    readonly skipped: readonly SkippedSlot[];
    readonly warnings: readonly string[];
}

interface Approval {
    readonly login: string;
    readonly teams: readonly string[];
}

interface ApprovalGate {
    readonly kind: "approval";
    readonly count: number;
    readonly teams: readonly string[];
    readonly notAuthor: boolean;
}

interface ApprovalGateSpec {
    readonly kind: "approval";
    readonly count?: number | undefined;
    readonly teams?: readonly string[] | undefined;
    readonly notAuthor?: boolean | undefined;
}

interface Arrival {
    readonly commit: string;
    readonly reason: LockReason;
    readonly replaced: Release | undefined;
    readonly isStepBack: boolean;
}

interface AtLeast {
    readonly atLeast: number;
}

interface BaseBranch {
    readonly sha: string;
    readonly tree: string;
}

interface ChangeAuthors {
    readonly logins: readonly string[];
    readonly isComplete: boolean;
}

interface ChecksGate {
    readonly kind: "checks";
    readonly on: "pull-request" | "source" | "upstream";
    readonly contexts: readonly string[];
    readonly creators: readonly string[];
}

interface ChecksGateSpec {
    readonly kind: "checks";
    readonly on: "pull-request" | "source" | "upstream";
    readonly contexts: readonly string[];
    readonly creators?: readonly string[] | undefined;
}

interface ClusterSelector {
    readonly matchLabels: Readonly<Record<string, string>>;
}

interface ClusterSpec {
    readonly labels?: Readonly<Record<string, string>> | undefined;
    readonly flux?: FluxObjectSpec | undefined;
}

interface CommitPlace {
    readonly slot: string;
    readonly release: string | undefined;
    readonly relation: "exact" | "contains" | "missing";
    readonly phase: LiveState["phase"];
}

type ConfigSource = GitConfigSource | GitHubEnvironmentConfigSource | InlineConfigSource;

type ConfigSourceSpec = GitConfigSpec | GitHubEnvironmentConfigSpec | InlineConfigSpec;

interface ContextOptions {
    readonly pipeline: Pipeline;
    readonly client: GitHubClients;
    readonly identity: PromoterIdentity;
    readonly webUrl?: string | undefined;
    readonly engines?: readonly Engine[] | undefined;
    readonly cache?: RenderCache | undefined;
    readonly render?: RenderOptions | ((slot: Slot) => RenderOptions) | undefined;
    readonly gates?: readonly GateProvider[] | undefined;
    readonly now?: (() => Date) | undefined;
}

interface CustomGate {
    readonly kind: "custom";
    readonly name: string;
    readonly with: Readonly<Record<string, unknown>>;
}

interface CustomGateSpec {
    readonly kind: "custom";
    readonly name: string;
    readonly with?: Readonly<Record<string, unknown>> | undefined;
}

interface DeleteBranchAction {
    readonly action: "delete-branch";
    readonly track: string;
    readonly branch: string;
    readonly why: "served" | "withdrawn";
    readonly expectHead: string;
}

interface DeploymentPolicy {
    readonly environment: string;
    readonly production: boolean;
    readonly transient: boolean;
}

interface DeploymentSpec {
    readonly environment?: string | undefined;
    readonly production?: boolean | undefined;
    readonly transient?: boolean | undefined;
}

interface DryRun extends Plan {
    readonly diffs: readonly SlotDiff[];
}

interface EnvironmentManifestsSpec extends Omit<ManifestsSpec, "repo"> {
    readonly repo?: string | undefined;
}

interface EnvironmentPolicySpec {
    readonly select?: "latest" | "every" | "manual" | undefined;
    readonly onNewer?: "supersede" | "queue" | undefined;
    readonly merge?: "manual" | "auto" | undefined;
    readonly mergeMethod?: "merge" | "squash" | "rebase" | undefined;
    readonly groupPullRequestsBy?: "app" | "cluster" | "environment" | undefined;
    readonly gates?: readonly GateSpec[] | undefined;
    readonly success?: SuccessSpec | undefined;
    readonly verify?: VerifySpec | undefined;
    readonly onFailure?: "stop" | "propose-rollback" | "rollback" | undefined;
    readonly reviewers?: readonly string[] | undefined;
    readonly labels?: readonly string[] | undefined;
    readonly highLevel?: "folded" | "first" | undefined;
    readonly deployment?: DeploymentSpec | false | undefined;
}

interface EnvironmentSpec extends EnvironmentPolicySpec {
    readonly after?: readonly string[] | AfterAll | AfterAny | undefined;
    readonly clusters: readonly string[] | ClusterSelector;
    readonly waves?: readonly WaveSpec[] | undefined;
    readonly manifests?: EnvironmentManifestsSpec | undefined;
    readonly values?: Readonly<Record<string, unknown>> | undefined;
    readonly apps?: Readonly<Record<string, EnvironmentPolicySpec>> | undefined;
}

interface FluxObjectSpec {
    readonly kind?: string | undefined;
    readonly namespace?: string | undefined;
    readonly name?: string | undefined;
}

type Gate = ApprovalGate | ChecksGate | CustomGate | SoakGateSpec | WindowGateSpec;

type GateAnswer = Omit<GateVerdict, "gate">;

interface GateProvider {
    readonly name: string;
    evaluate(question: GateQuestion): ResultAsync<GateAnswer, Error>;
}

interface GateQuestion {
    readonly slot: SlotView;
    readonly release: Release;
    readonly with: Readonly<Record<string, unknown>>;
    readonly at: string;
}

type GateSpec = ApprovalGateSpec | ChecksGateSpec | CustomGateSpec | SoakGateSpec | WindowGateSpec;

interface GateVerdict {
    readonly gate: string;
    readonly isOpen: boolean;
    readonly reason: string;
    readonly recheckAt?: string | undefined;
    readonly url?: string | undefined;
}

interface GatesStatus {
    readonly isOpen: boolean;
    readonly text: string;
}

interface GitConfigSource {
    readonly kind: "git";
    readonly repository: string;
    readonly ref: string;
    readonly paths: readonly string[];
}

interface GitConfigSpec {
    readonly kind: "git";
    readonly repo: string;
    readonly ref?: string | undefined;
    readonly paths: readonly string[];
}

export { GitHubClients } from '@gitops/github-reporter';

interface GitHubEnvironmentConfigSource {
    readonly kind: "github-environment";
    readonly repository: string;
    readonly environment: string;
    readonly variables: readonly string[] | undefined;
}

interface GitHubEnvironmentConfigSpec {
    readonly kind: "github-environment";
    readonly name?: string | undefined;
    readonly variables?: readonly string[] | undefined;
}

interface GuardsSpec {
    readonly allowEmpty?: boolean | undefined;
    readonly maxDeletedObjects?: number | string | undefined;
    readonly forbidKinds?: readonly string[] | undefined;
    readonly immutableImages?: "digest" | "not-latest" | false | undefined;
    readonly unmanagedPaths?: "refuse" | "adopt" | undefined;
}

interface HistoryEntry {
    readonly commit: string;
    readonly at: string;
    readonly by: string | undefined;
    readonly release: Release;
    readonly reason: LockReason;
    readonly pullRequest: number | undefined;
    readonly phase: LiveState["phase"];
}

interface HistoryOptions {
    readonly limit?: number;
}

interface Hold {
    readonly by: string;
    readonly reason: string;
    readonly until: string | undefined;
}

interface HoldOptions extends Order {
    readonly until?: string;
}

interface ImagePlan {
    readonly images: Readonly<Record<string, PlannedImage>>;
    readonly templates: {
        readonly path: string;
        readonly tree: string;
    };
}

interface ImageSpec {
    readonly repository: string;
    readonly context: string;
    readonly watch?: readonly string[] | undefined;
}

interface InlineConfigSource {
    readonly kind: "inline";
    readonly values: Readonly<Record<string, unknown>>;
}

interface InlineConfigSpec {
    readonly kind: "inline";
    readonly values: Readonly<Record<string, unknown>>;
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
    readonly since: string;
    readonly waitingFor: readonly string[];
    readonly deadline: string;
}

interface LiveUnreadable {
    readonly phase: "unreadable";
    readonly detail: string;
}

interface LiveView {
    readonly lock: ReleaseLock;
    readonly configuration: string;
    readonly commit: string;
    readonly since: string;
    readonly same: SameContent | undefined;
    readonly targets: readonly TargetView[];
    readonly verifications: readonly VerificationView[];
    readonly arrival: Arrival;
    readonly drift: readonly string[];
}

declare class LostRaceError extends Error {
    readonly name = "LostRaceError";
    readonly code = "LOST_RACE";
}

interface ManifestsSpec {
    readonly repo: string;
    readonly baseBranch?: string | undefined;
    readonly path?: string | undefined;
    readonly highLevelPath?: string | undefined;
    readonly commits?: "git" | "signed" | undefined;
}

interface MergeAction {
    readonly action: "merge";
    readonly track: string;
    readonly pullRequest: number;
    readonly method: "merge" | "squash" | "rebase";
    readonly expectHead: string;
}

interface NextProposed {
    readonly step: "merge" | "waiting";
    readonly release: string;
    readonly reason: LockReason;
    readonly pullRequest: number;
    readonly gates: readonly GateVerdict[];
}

type NextState = NextUnproposed | NextProposed;

interface NextUnproposed {
    readonly step: "propose" | "failed" | "queued" | "held" | "rejected" | "rolled-back" | "older";
    readonly release: string;
    readonly reason: LockReason;
    readonly detail: string;
}

declare class NotFoundError extends Error {
    readonly name = "NotFoundError";
    readonly code = "NOT_FOUND";
}

declare class NotMergeableError extends Error {
    readonly name = "NotMergeableError";
    readonly code = "NOT_MERGEABLE";
}

interface Order {
    readonly by: string;
    readonly reason: string;
}

interface Orders {
    readonly hold: Hold | undefined;
    readonly resumed: string | undefined;
    readonly request: PromotionRequest | undefined;
}

declare const PIPELINE_FILE = ".gitops/pipeline.yaml";

interface Pipeline {
    readonly spec: PipelineSpec;
    readonly repository: string;
    readonly slots: readonly Slot[];
    readonly tracks: readonly Track[];
    readonly environments: readonly string[];
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
    readonly guards?: GuardsSpec | undefined;
}

interface Plan {
    readonly slots: readonly SlotDecision[];
    readonly actions: readonly Action[];
    readonly wakeAt: string | undefined;
}

interface PlanCommentContent {
    readonly release: Release;
    readonly slots: readonly PlannedSlot[];
}

interface PlanCommentOptions {
    readonly maxChars?: number;
}

interface PlanOptions extends Scope {
    readonly release?: Release;
}

interface PlannedImage {
    readonly tag: string;
    readonly reference: string;
    readonly paths: readonly string[];
}

interface PlannedSlot {
    readonly slot: Pick<Slot, "environment" | "app" | "part">;
    readonly live: Release | undefined;
    readonly diffs: readonly ResourceDiff[];
    readonly warnings: readonly Diagnostic[];
    readonly failure: string | undefined;
}

interface PromoteOptions extends Order {
    readonly bypass?: readonly string[];
}

interface Promoter {
    submit(release: Release): ResultAsync<SubmissionReport, PromotionError>;
    recordDeployment(event: FluxEvent, origin: EventOrigin): ResultAsync<Report, PromotionError>;
    reportVerification(dispatch: DispatchPayload, verification: Verification): ResultAsync<Report, PromotionError>;
    reconcile(scope?: Scope): ResultAsync<Report, PromotionError>;
    onGitHubEvent(name: string, payload: unknown): ResultAsync<Report | undefined, PromotionError>;
    observe(scope?: Scope): ResultAsync<World, PromotionError>;
    plan(options?: PlanOptions): ResultAsync<DryRun, PromotionError>;
    render(slot: string, release: Release): ResultAsync<ReadonlyMap<string, string>, PromotionError>;
    explain(slot: string): ResultAsync<string, PromotionError>;
    history(slot: string, options?: HistoryOptions): ResultAsync<readonly HistoryEntry[], PromotionError>;
    where(commit: string): ResultAsync<readonly CommitPlace[], PromotionError>;
    promote(slot: string, release: string, options: PromoteOptions): ResultAsync<Report, PromotionError>;
    rollback(slot: string, options: RollbackOptions): ResultAsync<Report, PromotionError>;
    hold(slot: string, options: HoldOptions): ResultAsync<Report, PromotionError>;
    resume(slot: string, options: Order): ResultAsync<Report, PromotionError>;
}

interface PromoterIdentity {
    readonly logins: readonly string[];
}

interface PromoterOptions extends ContextOptions {
    readonly reporter?: Pick<Reporter, "handle"> | undefined;
}

type PromotionError = PipelineInvalidError | NotFoundError | LostRaceError | NotMergeableError | UnreadableError | InputInvalidError | ReleaseInvalidError | EnsureError | LockError | ManifestRendererError;

interface PromotionRequest {
    readonly kind: "promote" | "rollback";
    readonly release: Release;
    readonly restore: string | undefined;
    readonly by: string;
    readonly reason: string;
    readonly at: string;
    readonly bypass: readonly string[];
    readonly on: string | undefined;
}

interface ProposalView {
    readonly sha: string;
    readonly changes: Readonly<Record<string, ProposedSlot>>;
    readonly isOurs: boolean;
    readonly pullRequest: PullRequestView | undefined;
}

interface ProposeAction {
    readonly action: "propose";
    readonly track: string;
    readonly changes: readonly SlotChange[];
    readonly expectHead: string | undefined;
}

interface ProposedSlot {
    readonly lock: ReleaseLock;
    readonly configuration: string;
}

interface PullRequestView {
    readonly number: number;
    readonly url: string;
    readonly mergeable: boolean | undefined;
    readonly approvals: readonly Approval[];
    readonly objectors: readonly string[];
    readonly gates: GatesStatus | undefined;
    readonly shown?: ShownPullRequest | undefined;
}

interface Rejection {
    readonly slot: string;
    readonly release: string;
    readonly reason: LockReason;
    readonly configuration: string;
    readonly at: string;
    readonly pullRequest: number;
}

export { Release } from '@gitops/github-reporter';

type ReleaseContent = Pick<Release, "app" | "source" | "images" | "templates">;

type ReleaseExtra = Omit<Release, keyof ReleaseContent | "id">;

type RenderOptions = Pick<RenderRequest, "secrets" | "sealer" | "schemas" | "policies" | "guards" | "placeholders" | "imagePaths" | "clusterScopedKinds" | "limits">;

interface RenderStepSpec {
    readonly engine: string;
    readonly [option: string]: unknown;
}

interface Report {
    readonly plan: Plan;
    readonly applied: readonly AppliedAction[];
    readonly wakeAt: string | undefined;
}

interface ReportGatesAction {
    readonly action: "report-gates";
    readonly track: string;
    readonly isOpen: boolean;
    readonly text: string;
    readonly expectHead: string;
}

interface ReportVerificationOptions {
    readonly login?: string;
    readonly creators?: readonly string[];
}

interface RestorableView {
    readonly commit: string;
    readonly lock: ReleaseLock;
}

interface RollbackOptions extends Order {
    readonly to?: string;
    readonly hold?: boolean;
}

interface SameContent {
    readonly release: string;
    readonly configuration: string;
}

interface Scope {
    readonly apps?: readonly string[] | undefined;
    readonly environments?: readonly string[] | undefined;
}

interface ShownPullRequest {
    readonly title: string;
    readonly body: string;
    readonly labels: readonly string[];
}

interface SkippedSlot {
    readonly slot: string;
    readonly error: PromotionError;
}

interface Slot {
    readonly id: string;
    readonly environment: string;
    readonly app: string;
    readonly part: string | undefined;
    readonly repository: string;
    readonly baseBranch: string;
    readonly path: string;
    readonly highLevelPath: string | undefined;
    readonly source: string;
    readonly track: string;
    readonly targets: readonly Target[];
    readonly upstream: Upstream | undefined;
    readonly dependencies: readonly string[];
    readonly next: readonly string[];
    readonly policy: SlotPolicy;
    readonly template: SlotTemplate;
}

interface SlotChange {
    readonly slot: string;
    readonly release: Release;
    readonly reason: LockReason;
    readonly restore: string | undefined;
}

interface SlotDecision {
    readonly slot: string;
    readonly live: LiveState;
    readonly next: NextState | undefined;
    readonly held: string | undefined;
    readonly drift: readonly string[];
}

interface SlotDiff {
    readonly slot: string;
    readonly release: string;
    readonly diffs: readonly ResourceDiff[];
    readonly warnings: readonly Diagnostic[];
    readonly problem: string | undefined;
}

interface SlotPolicy {
    readonly select: "latest" | "every" | "manual";
    readonly onNewer: "supersede" | "queue";
    readonly merge: "manual" | "auto";
    readonly mergeMethod: "merge" | "squash" | "rebase";
    readonly gates: readonly Gate[];
    readonly success: SuccessPolicy;
    readonly verify: VerifyPolicy;
    readonly onFailure: "stop" | "propose-rollback" | "rollback";
    readonly reviewers: readonly string[];
    readonly labels: readonly string[];
    readonly highLevel: "folded" | "first";
    readonly deployment: DeploymentPolicy | undefined;
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
    readonly configuration: string | undefined;
    readonly earlier: readonly Release[];
    readonly restorable: RestorableView | undefined;
    readonly standings: Readonly<Record<string, Standing>>;
    readonly authors: ChangeAuthors | undefined;
    readonly orders: Orders;
    readonly verdicts: readonly GateVerdict[];
    readonly problem: string | undefined;
    readonly failure: string | undefined;
}

interface SoakGateSpec {
    readonly kind: "soak";
    readonly duration: string;
}

interface SourceSpec {
    readonly repo: string;
    readonly branches?: readonly string[] | undefined;
}

type Standing = "ahead" | "behind" | "identical" | "diverged";

type Submission = "recorded" | "unchanged" | "superseded";

interface SubmissionReport extends Report {
    readonly submission: Submission;
}

interface SuccessPolicy {
    readonly targets: "all" | "any" | number;
    readonly timeoutMs: number;
}

interface SuccessSpec {
    readonly targets?: "all" | "any" | AtLeast | undefined;
    readonly timeout?: string | undefined;
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
    readonly at: string | undefined;
}

interface Track {
    readonly id: string;
    readonly repository: string;
    readonly baseBranch: string;
    readonly branch: string;
    readonly slots: readonly string[];
    readonly commits: "git" | "signed";
}

interface TrackView {
    readonly track: Track;
    readonly base: BaseBranch;
    readonly proposal: ProposalView | undefined;
    readonly rejections: readonly Rejection[];
}

type TreeListing = ReadonlyMap<string, TreeObject>;

interface TreeObject {
    readonly type: "blob" | "tree" | "commit";
    readonly id: string;
}

declare class UnreadableError extends Error {
    readonly name = "UnreadableError";
    readonly code = "UNREADABLE";
}

type Upstream = UpstreamSlots | UpstreamAll | UpstreamAny;

interface UpstreamAll {
    readonly all: readonly Upstream[];
}

interface UpstreamAny {
    readonly any: readonly Upstream[];
}

interface UpstreamSlots {
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
    readonly url: string | undefined;
}

interface VerifyPolicy {
    readonly event: string | undefined;
    readonly contexts: readonly string[];
    readonly creators: readonly string[];
    readonly timeoutMs: number;
}

interface VerifySpec {
    readonly event?: string | undefined;
    readonly contexts: readonly string[];
    readonly creators?: readonly string[] | undefined;
    readonly timeout?: string | undefined;
}

interface WaveSpec {
    readonly name: string;
    readonly clusters: readonly string[] | ClusterSelector;
    readonly soak?: string | undefined;
}

interface WindowGateSpec {
    readonly kind: "window";
    readonly timezone?: string | undefined;
    readonly allow?: readonly WindowSpec[] | undefined;
    readonly deny?: readonly WindowSpec[] | undefined;
}

interface WindowSpec {
    readonly days?: readonly string[] | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly start?: string | undefined;
    readonly end?: string | undefined;
    readonly reason?: string | undefined;
}

interface World {
    readonly at: string;
    readonly pipeline: Pipeline;
    readonly inbox: Readonly<Record<string, readonly Release[]>>;
    readonly tracks: readonly TrackView[];
    readonly slots: readonly SlotView[];
}

declare function createPromoter(options: PromoterOptions): Promoter;

declare function decide(world: World): Plan;

declare function definePipeline(spec: PipelineSpec): Result<Pipeline, PipelineInvalidError>;

declare function explainSlot({ slot, live, next, held, drift }: SlotDecision): string;

declare function imageTagFor(objects: readonly string[]): string;

declare function loadPipeline(client: GitHubClient, repository: string): ResultAsync<Pipeline, PromotionError>;

declare function makeRelease(content: ReleaseContent, extra?: ReleaseExtra): Release;

declare function parsePipeline(yaml: string, file?: string): Result<Pipeline, PipelineInvalidError>;

declare function parseTreeListing(text: string): Result<TreeListing, InputInvalidError>;

declare const pipelineJsonSchema: Readonly<Record<string, unknown>>;

declare function planComment({ release, slots }: PlanCommentContent, options?: PlanCommentOptions): string;

declare function planImages({ images, templates }: Pick<AppSpec, "images" | "templates">, objects: TreeListing): Result<ImagePlan, InputInvalidError>;

declare function reportVerification(client: GitHubClient, dispatch: DispatchPayload, verification: Verification, options?: ReportVerificationOptions): ResultAsync<unknown, InputInvalidError | EnsureError>;

declare function reportedSlot(pipeline: Pipeline, id: string): ReportedSlot | undefined;

declare function resolveTarget(pipeline: Pipeline, event: FluxEvent, cluster: string): ResolvedTarget | undefined;

declare function scopeOfEvent(pipeline: Pipeline, name: string, payload: unknown): Scope | undefined;
