// What @gitops/testing exports. Written by npm run api.

interface AccessDenied {
    readonly code: "access-denied";
    readonly message?: string;
}

interface Account {
    readonly id: number;
    readonly login: string;
    readonly type: "User" | "Bot";
    readonly token: string;
    readonly name: string;
    readonly email: string;
    readonly permission: "read" | "write";
    readonly permissions?: Permissions | undefined;
    readonly reach?: InstallationReach;
    readonly scopes?: readonly string[] | undefined;
    readonly tokenExpiresAt?: string | undefined;
}

interface AccountOptions {
    readonly login: string;
    readonly token: string;
    readonly type?: "User" | "Bot";
    readonly name?: string;
    readonly email?: string;
    readonly permission?: "read" | "write";
    readonly permissions?: Permissions;
    readonly scopes?: readonly string[];
    readonly tokenExpiresAt?: string;
}

interface App {
    readonly id: number;
    readonly clientId: string;
    readonly slug: string;
    readonly login: string;
    readonly permissions: Permissions;
    readonly events: readonly string[];
    readonly privateKey: string;
    readonly installations: readonly Installation[];
}

interface AppOptions {
    readonly slug: string;
    readonly permissions: Permissions;
    readonly events?: readonly string[];
    readonly installedOn: readonly string[];
}

interface AppliedKustomization {
    readonly name: string;
    readonly namespace: string;
    readonly sha: string | undefined;
    readonly files: ReadonlyMap<string, string>;
    readonly objects: readonly string[];
    readonly ready: boolean;
}

interface ApplyFailed {
    readonly code: "apply-failed";
    readonly message?: string;
}

interface ArtifactFailed {
    readonly code: "artifact-failed";
    readonly message?: string;
}

interface BadGatewayFault extends FaultMatch {
    readonly fault: "bad-gateway";
    readonly when: "before" | "after";
}

interface BrokenDeliveryFault extends DeliveryFaultMatch {
    readonly fault: "connection-reset";
    readonly when: "before" | "after";
    readonly tries?: number;
}

interface BucketStored extends ReportedObject {
    readonly code: "bucket-stored";
    readonly bucket: string;
    readonly files: number;
    readonly revision: string;
}

interface BuildFailed {
    readonly code: "build-failed";
    readonly message?: string;
}

interface ChartOptions {
    readonly name: string;
    readonly version: string;
    readonly appVersion?: string;
    readonly digest?: string;
}

interface ChartPackaged extends ReportedObject {
    readonly code: "chart-packaged";
    readonly chart: string;
    readonly version: string;
    readonly valuesFiles?: readonly string[];
}

interface ChartPulled extends ReportedObject {
    readonly code: "chart-pulled";
    readonly chart: string;
    readonly version: string;
}

interface Clock {
    now(): Date;
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
    during<T>(work: Promise<T>): Promise<T>;
}

interface ClusterOptions {
    readonly name: string;
    readonly provider: ProviderOptions;
    readonly eventMetadata?: Readonly<Record<string, string>>;
    readonly flux?: FluxVersion;
    readonly featureGates?: readonly FeatureGate[];
    readonly ociRepositories?: readonly OciRepositoryOptions[];
    readonly kustomizations?: readonly KustomizationOptions[];
    readonly helmReleases?: readonly HelmReleaseOptions[];
}

interface ConnectionResetFault extends FaultMatch {
    readonly fault: "connection-reset";
    readonly when: "before" | "after";
}

interface CreateRepositoryOptions {
    readonly defaultBranch?: string;
    readonly description?: string;
    readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

interface CreateTeamOptions {
    readonly members: readonly string[];
    readonly name?: string;
    readonly description?: string;
}

interface CreatedRepository {
    readonly fullName: string;
    readonly defaultBranch: string;
    readonly head: string | undefined;
    readonly directory: string;
}

interface DelayFault extends DeliveryFaultMatch {
    readonly fault: "delay";
    readonly milliseconds: number;
}

interface Deletion {
    readonly code: "deleted" | "prune-failed" | "termination-timed-out" | "account-gone";
}

interface Delivery {
    readonly cluster: string;
    readonly event: PlayedEvent;
    readonly body: string;
    readonly attempts: readonly DeliveryAttempt[];
    readonly state: "pending" | "delivered" | "lost" | "suppressed";
}

interface DeliveryAttempt {
    readonly at: string;
    readonly status?: number;
    readonly error?: string;
}

type DeliveryFault = LossFault | DelayFault | ReorderingFault | DuplicateFault | BrokenDeliveryFault;

interface DeliveryFaultMatch {
    readonly cluster?: string;
    readonly kind?: string;
    readonly name?: string;
    readonly reason?: string;
    readonly nth?: number;
    readonly times?: number;
    readonly probability?: number;
    readonly seed?: number;
}

interface DeliveryFaultPlan {
    add(fault: DeliveryFault): () => void;
    clear(): void;
}

interface DirectoryCreationFailed {
    readonly code: "directory-creation-failed";
    readonly message?: string;
}

type DispatchHandler = (dispatch: RepositoryDispatch) => void | Promise<void>;

interface DispatchHandlerOptions {
    readonly name?: string;
    readonly types?: readonly string[];
    readonly runName?: (dispatch: Omit<RepositoryDispatch, "runId">) => string;
}

interface Drift {
    readonly changed?: readonly string[];
    readonly removed?: readonly string[];
}

interface DuplicateFault extends DeliveryFaultMatch {
    readonly fault: "duplicate";
    readonly copies?: number;
}

interface EmbeddedGitHub {
    readonly url: string;
    readonly webUrl: string;
    readonly accounts: readonly Account[];
    readonly token: string;
    readonly calls: readonly GitHubCall[];
    readonly deliveries: readonly WebhookDelivery[];
    readonly faults: FaultPlan;
    readonly now: () => Date;
    gitUrl(repository: string): string;
    repositories(): readonly string[];
    createRepository(repository: string, options?: CreateRepositoryOptions): Promise<CreatedRepository>;
    createTeam(team: string, options: CreateTeamOptions): Team;
    addAccount(account: AccountOptions): Account;
    addApp(app: AppOptions): App;
    configureRepository(repository: string, configuration: RepositoryConfiguration): void;
    addWebhook(repository: string, hook: WebhookOptions): void;
    onRepositoryDispatch(repository: string, handler: DispatchHandler, options?: DispatchHandlerOptions): () => void;
    onWorkflowDispatch(repository: string, handler: WorkflowDispatchHandler, options: WorkflowDispatchHandlerOptions): () => void;
    idle(): Promise<void>;
    close(): Promise<void>;
}

interface EmbeddedGitHubOptions {
    readonly directory?: string;
    readonly port?: number;
    readonly accounts?: readonly AccountOptions[];
    readonly now?: () => Date;
    readonly requestsPerHour?: number;
}

type Ending = Succeeded | BuildFailed | ArtifactFailed | ApplyFailed | PruneFailed | Unhealthy | AccessDenied | InvalidCelExpression | FeatureGateDisabled | DirectoryCreationFailed | StatusConflict;

interface ExternalArtifactsReconciled extends ReportedObject {
    readonly code: "external-artifacts-reconciled";
    readonly artifacts: readonly ReportedArtifact[];
}

interface FailureReasons {
    readonly GitRepository: StorageFailureReason | "AuthenticationFailed" | "CopyFailure" | "EmptyGitRepository" | "Failed" | "FeatureGateDisabled" | "GitOperationFailed" | "IllegalPath" | "InvalidCommitSignature" | "InvalidGitObject" | "InvalidPath" | "InvalidProviderConfiguration" | "InvalidTagSignature" | "InvalidVerificationMode" | "SourceIgnoreError" | "URLInvalid" | "VerificationError";
    readonly OCIRepository: StorageFailureReason | "AuthenticationFailed" | "OCIArtifactLayerOperationFailed" | "OCIArtifactPullFailed" | "ReadOperationFailed" | "URLInvalid" | "VerificationError";
    readonly Bucket: StorageFailureReason | "AuthenticationFailed" | "BucketOperationFailed" | "InvalidSTSConfiguration";
    readonly HelmRepository: StorageFailureReason | "AuthenticationFailed" | "Failed" | "IndexationFailed";
    readonly HelmChart: StorageFailureReason | "AuthenticationFailed" | "ChartPackageError" | "ChartPullError" | "ChartVerificationError" | "DependencyBuildError" | "Failed" | "InvalidChartReference" | "MetadataPatchError" | "SourceUnavailable" | "Unknown" | "UnsupportedSourceKind" | "ValuesFilesError" | "VerificationError";
    readonly ArtifactGenerator: "AccessDenied" | "BuildFailed" | "ReconciliationFailed" | "SourceFetchFailed" | "ValidationFailed";
    readonly ImageRepository: "AuthenticationFailed" | "FeatureGateDisabled" | "ImageURLInvalid" | "ReadOperationFailed";
    readonly ImagePolicy: "AccessDenied" | "DependencyNotReady" | "Failed" | "FeatureGateDisabled" | "ImageURLInvalid" | "IntervalNotConfigured";
    readonly ImageUpdateAutomation: "AccessDenied" | "FeatureGateDisabled" | "GitOperationFailed" | "InvalidPolicySelector" | "InvalidSourceConfiguration" | "InvalidUpdateStrategy" | "RemovedTemplateField" | "SourceManagerFailed" | "UpdateFailed";
}

type FailureReport = {
    readonly [Kind in keyof FailureReasons]: {
        readonly code: "failed";
        readonly kind: Kind;
        readonly name: string;
        readonly namespace?: string;
        readonly reason: FailureReasons[Kind];
        readonly message: string;
    };
}[keyof FailureReasons];

type Fault = LatencyFault | BadGatewayFault | ConnectionResetFault | RateLimitFault | ReadLagFault;

interface FaultMatch {
    readonly route?: string;
    readonly operation?: string;
    readonly method?: string;
    readonly nth?: number;
    readonly times?: number;
    readonly probability?: number;
    readonly seed?: number;
}

interface FaultPlan {
    add(fault: Fault): () => void;
    clear(): void;
}

type FeatureGate = "CancelHealthCheckOnNewRevision" | "DisableCommitStatusEvent";

interface FeatureGateDisabled {
    readonly code: "feature-gate-disabled";
    readonly message?: string;
}

interface FluxPlayer {
    readonly deliveries: readonly Delivery[];
    readonly faults: DeliveryFaultPlan;
    start(): void;
    stop(): Promise<void>;
    reconcile(cluster?: string): Promise<void>;
    idle(): Promise<void>;
    applied(cluster: string): readonly AppliedKustomization[];
    cluster(name: string): PlayedCluster;
    pushArtifact(artifact: OciArtifactOptions): string;
}

interface FluxPlayerOptions {
    readonly gitRepository: GitRepositoryOptions;
    readonly clusters: readonly ClusterOptions[];
    readonly scenario?: Scenario;
    readonly helmScenario?: HelmScenario;
    readonly seed?: number;
    readonly clock?: Clock;
    readonly fetch?: typeof globalThis.fetch;
    readonly applyTime?: number;
    readonly rolloutTime?: number;
    readonly requeueDependency?: number;
}

type FluxVersion = `2.${number}.${number}`;

interface GitHubCall {
    readonly method: string;
    readonly route: string;
    readonly graphql?: GraphQLOperation;
    readonly path: string;
    readonly query: Readonly<Record<string, string>>;
    readonly login: string | undefined;
    readonly requestBody: unknown;
    readonly status: number;
    readonly responseBody: unknown;
    readonly at: string;
    readonly fault?: string;
}

interface GitRepositoryOptions {
    readonly url: string;
    readonly branch?: string;
    readonly interval?: number;
    readonly name?: string;
    readonly namespace?: string;
}

interface GraphQLOperation {
    readonly type: "query" | "mutation" | "subscription";
    readonly name: string | undefined;
    readonly fields: readonly string[];
}

type HelmAction = "prepare" | "install" | "upgrade" | "test" | "rollback" | "uninstall" | "correct-drift" | "unlock";

type HelmEnding = HelmSucceeded | HelmFailed | HelmInterrupted | HelmInventoryBuildFailed | HelmNamespaceCheckSkipped | HelmUnprepared;

interface HelmFailed {
    readonly code: "failed";
    readonly message?: string;
    readonly logs?: readonly string[];
    readonly corrected?: readonly string[];
}

interface HelmInterrupted {
    readonly code: "interrupted";
}

interface HelmInventoryBuildFailed {
    readonly code: "inventory-build-failed";
    readonly message?: string;
}

interface HelmNamespaceCheckSkipped {
    readonly code: "namespace-check-skipped";
    readonly message: string;
}

interface HelmReleaseOptions {
    readonly name: string;
    readonly namespace?: string;
    readonly chart: ChartOptions;
    readonly values?: unknown;
    readonly releaseName?: string;
    readonly targetNamespace?: string;
    readonly interval?: number;
    readonly timeout?: number;
    readonly install?: HelmRemediation;
    readonly upgrade?: HelmUpgradeRemediation;
    readonly test?: HelmTest;
    readonly driftDetection?: "enabled" | "warn" | "disabled";
    readonly dependsOn?: readonly string[];
    readonly annotations?: Readonly<Record<string, string>>;
}

interface HelmReleaseState {
    readonly version: number | undefined;
    readonly status: "deployed" | "superseded" | "failed" | "pending-install" | "pending-upgrade" | undefined;
    readonly chart: ChartOptions | undefined;
    readonly values: unknown;
    readonly ready: boolean;
}

interface HelmRemediation {
    readonly retries?: number;
    readonly remediateLastFailure?: boolean;
}

interface HelmRepositoryStored extends ReportedObject {
    readonly code: "helm-repository-stored";
    readonly url: string;
    readonly size: number;
    readonly revision: string;
}

type HelmScenario = (situation: HelmSituation) => HelmEnding | undefined;

interface HelmSituation {
    readonly cluster: string;
    readonly helmRelease: string;
    readonly namespace: string;
    readonly action: HelmAction;
    readonly chart: ChartOptions;
    readonly values: unknown;
    readonly attempt: number;
}

interface HelmSucceeded {
    readonly code: "succeeded";
}

interface HelmTest {
    readonly hooks?: number;
}

interface HelmUnprepared {
    readonly code: "artifact-failed" | "values-error" | "access-denied" | "invalid-cel-expression";
    readonly message?: string;
}

interface HelmUpgradeRemediation extends HelmRemediation {
    readonly strategy?: "rollback" | "uninstall";
}

interface ImagePolicyResolved extends ReportedObject {
    readonly code: "image-policy-resolved";
    readonly image: string;
    readonly tag: string;
    readonly digest?: string;
}

type ImageReport = ImageRepositoryScanned | ImagePolicyResolved | ImageUpdatePushed | ImageUpdateUpToDate;

interface ImageRepositoryScanned extends ReportedObject {
    readonly code: "image-repository-scanned";
    readonly tags: number;
    readonly checksum: string;
}

interface ImageUpdatePushed extends ReportedObject {
    readonly code: "image-update-pushed";
    readonly sha: string;
    readonly branch: string;
    readonly refspecs?: readonly string[];
    readonly message: string;
}

interface ImageUpdateUpToDate extends ReportedObject {
    readonly code: "image-update-up-to-date";
}

interface Installation {
    readonly id: number;
    readonly owner: string;
    readonly repositories: readonly string[] | undefined;
}

interface InstallationReach {
    readonly owner: string;
    readonly repositories: readonly string[] | undefined;
}

interface InvalidCelExpression {
    readonly code: "invalid-cel-expression";
    readonly field?: "healthCheckExprs" | "dependsOn";
    readonly message?: string;
}

interface KustomizationOptions {
    readonly name: string;
    readonly namespace?: string;
    readonly path: string;
    readonly sourceRef?: OciSourceReference;
    readonly interval?: number;
    readonly retryInterval?: number;
    readonly timeout?: number;
    readonly prune?: boolean;
    readonly deletionPolicy?: "MirrorPrune" | "Delete" | "WaitForTermination" | "Orphan";
    readonly wait?: boolean;
    readonly healthChecks?: readonly string[];
    readonly dependsOn?: readonly string[];
    readonly annotations?: Readonly<Record<string, string>>;
}

interface LatencyFault extends FaultMatch {
    readonly fault: "latency";
    readonly milliseconds: number;
}

interface LossFault extends DeliveryFaultMatch {
    readonly fault: "loss";
}

interface OciArtifactOptions {
    readonly url: string;
    readonly tag?: string;
    readonly files: Readonly<Record<string, string>>;
    readonly source?: string;
    readonly revision?: string;
}

interface OciRepositoryOptions {
    readonly name: string;
    readonly namespace?: string;
    readonly url: string;
    readonly tag?: string;
    readonly interval?: number;
}

interface OciSourceReference {
    readonly kind: "OCIRepository";
    readonly name: string;
    readonly namespace?: string;
}

type Permissions = Readonly<Record<string, "read" | "write">>;

interface PlayedCluster {
    kustomization(name: string): PlayedKustomization;
    helmRelease(name: string): PlayedHelmRelease;
    report(report: Report): Promise<void>;
}

interface PlayedEvent {
    readonly involvedObject: {
        readonly kind: string;
        readonly namespace: string;
        readonly name: string;
        readonly uid: string;
        readonly apiVersion: string;
        readonly resourceVersion: string;
    };
    readonly severity: "info" | "error";
    readonly timestamp: string;
    readonly message: string;
    readonly reason: string;
    readonly metadata?: Readonly<Record<string, string>>;
    readonly reportingController: string;
    readonly reportingInstance: string;
}

interface PlayedHelmRelease {
    released(): HelmReleaseState;
    update(change: {
        readonly chart?: ChartOptions;
        readonly values?: unknown;
    }): Promise<void>;
    drift(drift: Drift): void;
    suspend(): void;
    resume(): Promise<void>;
    delete(): Promise<void>;
}

interface PlayedKustomization {
    drift(drift: Drift): void;
    suspend(): void;
    resume(): Promise<void>;
    delete(deletion?: Deletion): Promise<void>;
}

interface ProviderOptions {
    readonly address: string;
    readonly secret?: string;
    readonly timeout?: number;
}

interface PruneFailed {
    readonly code: "prune-failed";
    readonly message?: string;
}

interface RateLimitFault extends FaultMatch {
    readonly fault: "secondary-rate-limit";
    readonly status?: 403 | 429;
    readonly retryAfter?: number;
}

interface ReadLagFault extends FaultMatch {
    readonly fault: "read-lag";
    readonly milliseconds: number;
}

interface ReorderingFault extends DeliveryFaultMatch {
    readonly fault: "reordering";
    readonly within: number;
}

type Report = SourceReport | ImageReport | FailureReport;

interface ReportedArtifact {
    readonly name: string;
    readonly digest: string;
}

interface ReportedObject {
    readonly name: string;
    readonly namespace?: string;
}

interface RepositoryConfiguration {
    readonly archived?: boolean;
    readonly protectedBranches?: readonly string[];
    readonly rules?: Readonly<Record<string, readonly string[]>>;
}

interface RepositoryDispatch {
    readonly repository: string;
    readonly eventType: string;
    readonly clientPayload: Readonly<Record<string, unknown>>;
    readonly sender: string;
    readonly runId: number;
}

type Scenario = (situation: Situation) => Ending | undefined;

interface Situation {
    readonly cluster: string;
    readonly kustomization: string;
    readonly namespace: string;
    readonly sha: string;
    readonly files: ReadonlyMap<string, string>;
    readonly attempt: number;
}

type SourceReport = BucketStored | HelmRepositoryStored | ChartPulled | ChartPackaged | ExternalArtifactsReconciled;

interface StatusConflict {
    readonly code: "status-conflict";
    readonly message?: string;
}

type StorageFailureReason = "ArchiveOperationFailed" | "ArtifactVerificationFailed" | "DirectoryCreationFailed" | "GarbageCollectionFailed" | "PatchOperationFailed" | "StatOperationFailed";

interface Succeeded {
    readonly code: "succeeded";
}

interface Team {
    readonly id: number;
    readonly organization: string;
    readonly slug: string;
    readonly name: string;
    readonly description: string | null;
    readonly members: readonly string[];
}

interface Unhealthy {
    readonly code: "unhealthy";
    readonly cause?: "timeout" | "stalled";
    readonly objects?: readonly string[];
    readonly details?: Readonly<Record<string, string>>;
}

interface VirtualClock extends Clock {
    advance(milliseconds: number): Promise<void>;
    finish<T>(work: Promise<T>): Promise<T>;
}

interface VirtualClockOptions {
    readonly start?: string;
    readonly patience?: number;
}

interface WebhookDelivery {
    readonly id: string;
    readonly event: WebhookEvent;
    readonly repository: string;
    readonly url: string;
    readonly payload: Readonly<Record<string, unknown>>;
    readonly at: string;
    readonly status: number | undefined;
}

type WebhookEvent = "check_run" | "create" | "delete" | "deployment" | "deployment_status" | "issue_comment" | "pull_request" | "pull_request_review" | "push" | "repository_dispatch" | "status";

interface WebhookOptions {
    readonly url: string;
    readonly secret: string;
    readonly events: readonly (WebhookEvent | "*")[];
}

interface WorkflowDispatch {
    readonly repository: string;
    readonly ref: string;
    readonly inputs: Readonly<Record<string, string>>;
    readonly sender: string;
    readonly runId: number;
}

type WorkflowDispatchHandler = (dispatch: WorkflowDispatch) => void | Promise<void>;

interface WorkflowDispatchHandlerOptions {
    readonly file: string;
    readonly runName?: (dispatch: Omit<WorkflowDispatch, "runId">) => string;
}

declare function createFluxPlayer(options: FluxPlayerOptions): FluxPlayer;

declare function createVirtualClock(options?: VirtualClockOptions): VirtualClock;

declare function startGitHub(options?: EmbeddedGitHubOptions): Promise<EmbeddedGitHub>;

declare const systemClock: Clock;
