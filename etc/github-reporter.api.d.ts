// What @gitops/github-reporter exports. Written by npm run api.

interface AppAuth {
    readonly appId: number | string;
    readonly privateKey: string;
    readonly installationId?: number | undefined;
}

interface AppInEnvironment {
    readonly environment: string;
    readonly app: string;
    readonly part?: string | undefined;
}

interface BatchOutcome {
    readonly done: readonly string[];
    readonly again: readonly {
        readonly id: string;
        readonly afterMs: number;
        readonly why: string;
    }[];
    readonly rejected: readonly {
        readonly id: string;
        readonly why: string;
    }[];
}

interface Clock {
    now(): number;
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

interface Comment {
    readonly repository: string;
    readonly number: number;
    readonly name: string;
    readonly key: string;
    readonly body: string;
}

interface CommentWrite {
    readonly code: "written" | "equal";
    readonly id: number;
}

interface CommitAddress {
    readonly repository: string;
    readonly sha: string;
}

interface CommitStatus extends CommitAddress, LedgerEntry {
}

type CommitStatusState = "pending" | "success" | "failure" | "error";

interface ConfigRevision {
    readonly repository: string;
    readonly ref: string;
    readonly sha: string;
    readonly digest: string;
}

interface DeadLetter<T> {
    readonly item: LaneItem<T>;
    readonly why: string;
    readonly at: string;
}

interface Deployment {
    readonly source: CommitAddress;
    readonly environment: string;
    readonly production?: boolean | undefined;
    readonly transient?: boolean | undefined;
    readonly key: DeploymentKey;
    readonly state: DeploymentState;
    readonly text: string;
    readonly at: string;
    readonly logUrl?: string;
    readonly environmentUrl?: string;
}

interface DeploymentKey {
    readonly release: string;
    readonly slot: string;
    readonly manifests: CommitAddress;
}

type DeploymentResult = "success" | "failure";

interface DeploymentSettings {
    readonly progress?: boolean;
}

type DeploymentState = "pending" | "queued" | "in_progress" | "success" | "failure" | "inactive";

interface DeploymentWrite {
    readonly code: "written" | "equal" | "outdated";
    readonly id: number;
}

interface Dispatch {
    readonly repository: string;
    readonly eventType: string;
    readonly payload: DispatchPayload;
    readonly part?: string | undefined;
}

type DispatchOutcome = {
    readonly code: "sent" | "found" | "already-sent";
    readonly runUrl?: string | undefined;
} | {
    readonly code: "waiting";
    readonly afterMs: number;
} | {
    readonly code: "held";
    readonly why: string;
};

interface DispatchPayload {
    readonly schema: 1;
    readonly id: string;
    readonly release: string | null;
    readonly app: string;
    readonly environment: string;
    readonly result: DeploymentResult;
    readonly source: CommitAddress | null;
    readonly manifests: CommitAddress;
    readonly targets: readonly DispatchTarget[];
    readonly next: readonly string[];
}

interface DispatchSettings {
    readonly repository?: string | undefined;
    readonly eventTypes?: {
        readonly success?: string;
        readonly failure?: string;
    };
    readonly onFailure?: boolean;
    readonly ambiguityMs?: number;
    readonly onAmbiguous?: "resend" | "hold";
}

interface DispatchSubject {
    readonly slot: string;
    readonly release: string | null;
    readonly result: DeploymentResult;
    readonly manifests: CommitAddress;
}

interface DispatchTarget {
    readonly name: string;
    readonly state: CommitStatusState;
}

type DoctorCheck = "api" | "token" | "identity" | "permissions" | "repository" | "protection" | "rate-limit" | "environments" | "events";

interface DoctorOptions {
    readonly client: GitHubClients;
    readonly repositories: readonly string[];
    readonly features: readonly GitHubFeature[];
    readonly identity: ReporterIdentity;
    readonly branches?: Readonly<Record<string, string>>;
    readonly environments?: readonly string[];
    readonly events?: readonly FluxEvent[];
    readonly clock?: Clock;
}

interface EnsureCommentOptions {
    readonly creators: readonly string[];
    readonly clock?: Clock;
}

interface EnsureCommitStatusOptions extends StatusLedgerOptions {
    readonly meaning?: StatusMeaning;
}

interface EnsureDeploymentOptions extends ReadStatusesOptions {
    readonly clock?: Clock;
}

interface EnsureDispatchOptions extends ReadStatusesOptions {
    readonly ambiguityMs?: number;
    readonly onAmbiguous?: "resend" | "hold";
    readonly clock?: Clock;
}

type EnsureError = GitHubError | IdentityMismatchError;

interface EventOrigin {
    readonly cluster: string;
    readonly id: string;
}

interface Expectation {
    readonly slot: ReportedSlot;
    readonly revision: string;
    readonly since: string;
    readonly deadline: string;
}

type ExpectationState = "open" | "met" | "overdue" | "superseded" | "gone";

interface ExpectedDeployment {
    readonly expectation: Expectation;
}

interface Finding {
    readonly check: DoctorCheck;
    readonly level: "ok" | "warning" | "problem";
    readonly message: string;
    readonly remedy: string;
}

type FluxObjectKind = "Kustomization" | "HelmRelease";

interface FluxObjectState {
    readonly kind: string;
    readonly apiVersion: string;
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly uid?: string | undefined;
    readonly resourceVersion?: string | undefined;
    readonly generation?: number | undefined;
    readonly observedGeneration?: number | undefined;
    readonly suspended: boolean;
    readonly deletionTimestamp?: string | undefined;
    readonly conditions: readonly ObjectCondition[];
    readonly lastAppliedRevision?: string | undefined;
    readonly lastAppliedOriginRevision?: string | undefined;
    readonly lastAttemptedRevision?: string | undefined;
    readonly reconciliations: readonly ReconciliationSnapshot[];
    readonly releases: readonly ReleaseSnapshot[];
    readonly annotations: Readonly<Record<string, string>>;
    readonly annotatedAt?: string | undefined;
}

type GitHubAuth = {
    readonly token: string;
} | AppAuth;

type GitHubClient = Pick<Octokit, "request">;

interface GitHubClientOptions extends WriteLimits {
    readonly auth: GitHubAuth;
    readonly baseUrl?: string | undefined;
    readonly limits?: "none" | undefined;
    readonly userAgent?: string;
    readonly timeoutMs?: number;
    readonly maxWaitSeconds?: number;
    readonly retryUnitMs?: number;
    readonly fetch?: typeof globalThis.fetch;
}

type GitHubClients = GitHubClient | ((repository: string) => GitHubClient);

type GitHubData<R extends GitHubRoute> = Endpoints[R]["response"]["data"];

type GitHubError = GitHubRequestError | RateLimitedError | GitHubUnavailableError;

type GitHubFeature = "statuses" | "deployments" | "repositoryDispatch" | "workflowDispatch" | "runs" | "comments" | "locks" | "pullRequests" | "branches" | "merge";

type GitHubParameters<R extends GitHubRoute> = Endpoints[R]["parameters"] & RequestParameters;

type GitHubPermissions = Readonly<Record<string, "read" | "write">>;

type GitHubRefusal = "status-limit" | "unknown-commit" | "archived" | "not-sent";

declare class GitHubRequestError extends Error {
    readonly name = "GitHubRequestError";
    readonly code = "GITHUB_REQUEST_FAILED";
    readonly status: number;
    readonly refusal: GitHubRefusal | undefined;
    constructor(message: string, options: {
        readonly status: number;
        readonly refusal?: GitHubRefusal | undefined;
        readonly cause?: unknown;
    });
}

type GitHubRoute = EndpointKeys;

declare class GitHubUnavailableError extends Error {
    readonly name = "GitHubUnavailableError";
    readonly code = "GITHUB_UNAVAILABLE";
    readonly status: number | undefined;
    constructor(message: string, options?: {
        readonly status?: number | undefined;
        readonly cause?: unknown;
    });
}

interface GitHubWebhook {
    readonly body: string | Uint8Array;
    readonly signature: string | undefined;
    readonly secrets: readonly string[];
}

interface HandleBatchOptions<T> {
    readonly deadlineMs?: number;
    readonly graceMs?: number;
    readonly concurrency?: number;
    readonly attempt?: (item: LaneItem<T>) => number;
    readonly observer?: LaneObserver;
    readonly clock?: Clock;
}

declare class IdentityMismatchError extends Error {
    readonly name = "IdentityMismatchError";
    readonly code = "IDENTITY_MISMATCH";
    readonly login: string;
    constructor(message: string, options: {
        readonly login: string;
    });
}

interface Inbox {
    accept(event: FluxEvent, origin: EventOrigin): ResultAsync<"stored" | "duplicate", LaneError>;
}

interface InboxOptions {
    readonly lane: Lane<ReporterItem>;
    readonly clock?: Clock;
}

interface InstallationClientsOptions extends Omit<GitHubClientOptions, "auth"> {
    readonly appId: number | string;
    readonly privateKey: string;
}

type KubernetesGet = (path: string, options: {
    readonly signal: AbortSignal;
}) => Promise<unknown>;

interface KubernetesStateSourceOptions {
    readonly get: KubernetesGet;
    readonly kinds?: readonly FluxObjectKind[];
    readonly namespaces?: readonly string[];
    readonly pageSize?: number;
}

declare const LOCK_FILE = ".gitops-release.json";

interface Lane<T> {
    put(item: LaneItem<T>): ResultAsync<"stored" | "duplicate", LaneError>;
    run(handle: LaneHandler<T>): Promise<RunningLane>;
}

interface LaneBatch<T> {
    readonly key: string;
    readonly items: readonly [
        LaneItem<T>,
        ...LaneItem<T>[]
    ];
    readonly kept: readonly LaneItem<T>[];
    readonly attempt: number;
    readonly signal: AbortSignal;
}

type LaneError = LaneFullError | LaneUnavailableError;

type LaneEvent = {
    readonly code: "overdue";
    readonly key: string;
} | {
    readonly code: "abandoned";
    readonly key: string;
} | {
    readonly code: "handler-threw";
    readonly key: string;
    readonly why: string;
} | {
    readonly code: "item-unreadable";
    readonly id: string;
} | {
    readonly code: "storage-failed";
    readonly error: LaneUnavailableError;
};

declare class LaneFullError extends Error {
    readonly name = "LaneFullError";
    readonly code = "LANE_FULL";
}

type LaneHandler<T> = (batch: LaneBatch<T>) => Promise<LaneVerdict>;

interface LaneItem<T> {
    readonly id: string;
    readonly key: string;
    readonly group: string;
    readonly body: T;
    readonly notBefore?: number;
}

type LaneObserver = (event: LaneEvent) => void;

declare class LaneUnavailableError extends Error {
    readonly name = "LaneUnavailableError";
    readonly code = "LANE_UNAVAILABLE";
    constructor(message: string, options?: {
        readonly cause?: unknown;
    });
}

type LaneVerdict = {
    readonly code: "done";
    readonly keep?: readonly string[];
    readonly reject?: readonly RejectedItem[];
} | {
    readonly code: "retry";
    readonly afterMs?: number;
    readonly scope: "key" | "group";
    readonly why: string;
} | {
    readonly code: "reject";
    readonly why: string;
};

interface LedgerEntry extends StatusContent {
    readonly context: string;
    readonly targetUrl?: string | undefined;
}

type LockError = LockUnreadableError | LockTooNewError;

type LockReason = "promotion" | "config-change" | "rollback" | "override";

declare class LockTooNewError extends Error {
    readonly name = "LockTooNewError";
    readonly code = "LOCK_TOO_NEW";
    readonly schema: number;
    constructor(message: string, options: {
        readonly schema: number;
    });
}

declare class LockUnreadableError extends Error {
    readonly name = "LockUnreadableError";
    readonly code = "LOCK_UNREADABLE";
}

interface ManagedLane<T> extends Lane<T> {
    pending(): ResultAsync<number, LaneUnavailableError>;
    deadLetters(options?: {
        readonly limit?: number;
    }): ResultAsync<readonly DeadLetter<T>[], LaneUnavailableError>;
    replay(ids: readonly string[]): ResultAsync<number, LaneUnavailableError>;
    close(): Promise<void>;
}

interface MemoryLaneOptions {
    readonly capacity?: number;
    readonly concurrency?: number;
    readonly deadlineMs?: number;
    readonly observer?: LaneObserver;
    readonly clock?: Clock;
}

interface ObjectCondition {
    readonly type: string;
    readonly status: string;
    readonly reason: string;
    readonly message: string;
    readonly lastTransitionTime?: string | undefined;
    readonly observedGeneration?: number | undefined;
}

declare const PAGE_SIZE = 100;

declare class RateLimitedError extends Error {
    readonly name = "RateLimitedError";
    readonly code = "GITHUB_RATE_LIMITED";
    readonly retryAfter: number;
    constructor(message: string, options: {
        readonly retryAfter: number;
        readonly cause?: unknown;
    });
}

interface ReadStatusesOptions {
    readonly creators: readonly string[];
}

interface ReceivedEvent {
    readonly event: FluxEvent;
    readonly cluster: string;
    readonly receivedAt: string;
}

interface ReconciliationSnapshot {
    readonly revision?: string | undefined;
    readonly originRevision?: string | undefined;
}

interface RejectedItem {
    readonly id: string;
    readonly why: string;
}

interface Release {
    readonly id: string;
    readonly app: string;
    readonly source: CommitAddress;
    readonly images: Readonly<Record<string, string>>;
    readonly templates: {
        readonly path: string;
        readonly tree: string;
    };
    readonly subject?: string;
    readonly author?: string;
    readonly version?: string;
}

declare class ReleaseInvalidError extends Error {
    readonly name = "ReleaseInvalidError";
    readonly code = "RELEASE_INVALID";
}

interface ReleaseLock {
    readonly schema: 1;
    readonly slot: string;
    readonly app: string;
    readonly environment: string;
    readonly release: Release;
    readonly config: readonly ConfigRevision[];
    readonly engines: Readonly<Record<string, string>>;
    readonly files: Readonly<Record<string, string>>;
    readonly highLevel?: Readonly<Record<string, string>>;
    readonly blobs?: string;
    readonly content: string;
    readonly template?: string;
    readonly reason: LockReason;
}

interface ReleaseSnapshot {
    readonly chartVersion: string;
    readonly appVersion?: string | undefined;
    readonly ociDigest?: string | undefined;
}

interface ReportedDeployment {
    readonly environment: string;
    readonly production?: boolean | undefined;
    readonly transient?: boolean | undefined;
}

interface ReportedSlot {
    readonly repository: string;
    readonly slot: string;
    readonly environment: string;
    readonly app: string;
    readonly part?: string | undefined;
    readonly path: string | undefined;
    readonly branch?: string | undefined;
    readonly source?: string | undefined;
    readonly targets: readonly string[];
    readonly need?: TargetsNeeded | undefined;
    readonly next: readonly string[];
    readonly eventType?: string | undefined;
    readonly deployment?: ReportedDeployment | false | undefined;
    readonly environmentUrl?: string | undefined;
    readonly logUrl?: string | undefined;
}

interface ReportedStatus {
    readonly statusId: number;
    readonly context: string;
    readonly state: CommitStatusState;
    readonly text: string;
    readonly at: string | undefined;
    readonly id: string | undefined;
    readonly creator: string;
    readonly updatedAt: string;
    readonly targetUrl: string | undefined;
}

interface Reporter {
    accept(event: FluxEvent, origin: EventOrigin): ResultAsync<"stored" | "duplicate" | "ignored", LaneError>;
    expect(expectation: Expectation): ResultAsync<"stored" | "duplicate", LaneError>;
    sweep(expectations: readonly Expectation[]): ResultAsync<readonly ExpectationState[], ReporterError>;
    readonly handle: LaneHandler<ReporterItem>;
    run(): Promise<RunningLane>;
}

interface ReporterCounters {
    readonly observer: ReporterObserver;
    readonly read: () => ReporterCounts;
}

interface ReporterCounts {
    readonly accepted: number;
    readonly duplicate: number;
    readonly ignored: number;
    readonly written: number;
    readonly skipped: number;
    readonly retried: number;
    readonly dead: number;
    readonly lagMs: number;
}

type ReporterError = GitHubError | LockError | IdentityMismatchError;

type ReporterEvent = {
    readonly code: "accepted";
    readonly result: "stored" | "duplicate" | "ignored";
    readonly cluster: string;
    readonly event: FluxEvent;
    readonly outcome: Outcome;
    readonly slot: string | undefined;
} | {
    readonly code: "handled";
    readonly key: string;
    readonly items: number;
    readonly lagMs: number | undefined;
} | {
    readonly code: "expectation";
    readonly slot: string;
    readonly revision: string;
    readonly state: ExpectationState;
} | {
    readonly code: "superseded";
    readonly slot: string;
    readonly repository: string;
    readonly sha: string;
    readonly successor: string;
} | {
    readonly code: "ignored";
    readonly why: "no-slot" | "no-commit" | "no-lock" | OutcomeReason;
    readonly cluster: string;
    readonly object: InvolvedObject;
    readonly revision?: string;
} | {
    readonly code: "status";
    readonly repository: string;
    readonly sha: string;
    readonly context: string;
    readonly state: CommitStatusState;
    readonly write: "written" | "equal" | "outdated";
} | {
    readonly code: "deployment";
    readonly repository: string;
    readonly environment: string;
    readonly id: number;
    readonly write: "written" | "equal" | "outdated";
} | {
    readonly code: "dispatch";
    readonly repository: string;
    readonly id: string;
    readonly outcome: DispatchOutcome["code"];
} | {
    readonly code: "retry";
    readonly key: string;
    readonly attempt: number;
    readonly scope: "key" | "group";
    readonly why: string;
} | {
    readonly code: "rejected";
    readonly key: string;
    readonly items: number;
    readonly why: string;
};

interface ReporterIdentity {
    readonly logins: readonly string[];
}

type ReporterItem = ReceivedEvent | ExpectedDeployment;

type ReporterObserver = (event: ReporterEvent) => void;

interface ReporterOptions {
    readonly client: GitHubClients;
    readonly lane: Lane<ReporterItem>;
    readonly resolveTarget: ResolveTarget;
    readonly identity: ReporterIdentity;
    readonly dispatch?: DispatchSettings | false;
    readonly deployments?: DeploymentSettings | false;
    readonly webUrl?: string;
    readonly clock?: Clock;
    readonly observer?: ReporterObserver;
}

interface RepositoryParameters {
    readonly owner: string;
    readonly repo: string;
}

type ResolveTarget = (event: FluxEvent, cluster: string) => ResolvedTarget | undefined;

interface ResolvedTarget extends ReportedSlot {
    readonly target: string;
    readonly fold?: FoldOptions | undefined;
}

declare class ResyncAbortedError extends Error {
    readonly name = "ResyncAbortedError";
    readonly code = "RESYNC_ABORTED";
    constructor(cluster: string, cause: unknown);
}

type ResyncError = StateSourceError | LaneError | ResyncAbortedError;

interface ResyncOptions {
    readonly source: StateSource;
    readonly cluster: string;
    readonly accept: Reporter["accept"];
    readonly clock?: Pick<Clock, "now">;
    readonly signal?: AbortSignal;
}

interface ResyncReport {
    readonly seen: number;
    readonly accepted: number;
    readonly duplicate: number;
    readonly ignored: number;
    readonly unreadable: number;
    readonly problems: readonly StateProblem[];
}

interface RunningLane {
    stop(): Promise<void>;
}

interface SlotRevision {
    readonly repository: string;
    readonly path: string;
    readonly revision: string;
}

interface StandAloneOptions {
    readonly repository: string;
    readonly expected?: readonly string[];
    readonly need?: TargetsNeeded;
    readonly app?: string;
}

interface StatePage {
    readonly objects: readonly FluxObjectState[];
    readonly problems: readonly StateProblem[];
}

interface StateProblem {
    readonly code: "kind-missing" | "kind-forbidden" | "object-unreadable";
    readonly kind: string;
    readonly namespace?: string | undefined;
    readonly name?: string | undefined;
    readonly why: string;
}

interface StateSource {
    read(signal?: AbortSignal): AsyncIterable<Result<StatePage, StateSourceError>>;
}

type StateSourceError = StateSourceUnavailableError;

declare class StateSourceUnavailableError extends Error {
    readonly name = "StateSourceUnavailableError";
    readonly code = "STATE_SOURCE_UNAVAILABLE";
    readonly status: number | undefined;
    constructor(message: string, options?: {
        readonly status?: number | undefined;
        readonly cause?: unknown;
    });
}

interface StatusContent extends StatusDescription {
    readonly state: "pending" | "success" | "failure";
}

interface StatusDescription {
    readonly text: string;
    readonly at: string;
    readonly id: string;
}

interface StatusLedgerOptions extends ReadStatusesOptions {
    readonly clock?: Clock;
}

type StatusMeaning = "observation" | "conclusion" | "record";

interface StatusWrite {
    readonly code: "written" | "equal" | "outdated";
    readonly shown: ReportedStatus;
}

type TargetsNeeded = "all" | "any" | number;

interface TelemetryEvent {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string | number>>;
}

type WebhookError = WebhookSignatureError | WebhookSecretMissingError;

declare class WebhookSecretMissingError extends Error {
    readonly name = "WebhookSecretMissingError";
    readonly code = "WEBHOOK_SECRET_MISSING";
}

declare class WebhookSignatureError extends Error {
    readonly name = "WebhookSignatureError";
    readonly code = "WEBHOOK_SIGNATURE_REFUSED";
}

interface WorkflowDispatch {
    readonly repository: string;
    readonly workflow: string;
    readonly ref: string;
    readonly id: string;
    readonly idInput?: string;
    readonly inputs?: Readonly<Record<string, string>>;
    readonly ledger: CommitAddress & {
        readonly context: string;
    };
}

interface WriteLimits {
    readonly burst?: number;
    readonly writesPerMinute?: number;
    readonly writesPerHour?: number;
    readonly notificationIntervalMs?: number;
}

declare function callGitHub<R extends GitHubRoute>(client: GitHubClient, route: R, parameters: GitHubParameters<R>): ResultAsync<GitHubData<R>, GitHubError>;

declare function checkRelease(release: Release): Result<Release, ReleaseInvalidError>;

declare function clientFor(clients: GitHubClients, repository: string): GitHubClient;

declare function collectPages<T>(list: string, readPage: (page: number) => ResultAsync<readonly T[], GitHubError>): ResultAsync<readonly T[], GitHubError>;

declare function controlContext(): string;

declare function createGitHubClient(options: GitHubClientOptions): GitHubClient;

declare function createInbox({ lane, clock }: InboxOptions): Inbox;

declare function createInstallationClients(options: InstallationClientsOptions): (repository: string) => GitHubClient;

declare function createReporter(options: ReporterOptions): Reporter;

declare function decodeLock(text: string): Result<ReleaseLock, LockError>;

declare function dispatchContext(slot: AppInEnvironment, result: DeploymentResult): string;

declare function dispatchId({ slot, release, result, manifests }: DispatchSubject): string;

declare function doctor(options: DoctorOptions): Promise<readonly Finding[]>;

declare function encodeLock(lock: ReleaseLock): string;

declare function ensureComment(client: GitHubClient, comment: Comment, { creators, clock }: EnsureCommentOptions): ResultAsync<CommentWrite, EnsureError>;

declare function ensureCommitStatus(client: GitHubClient, status: CommitStatus, options: EnsureCommitStatusOptions): ResultAsync<StatusWrite, EnsureError>;

declare function ensureDeployment(client: GitHubClient, deployment: Deployment, options: EnsureDeploymentOptions): ResultAsync<DeploymentWrite, EnsureError>;

declare function ensureDispatch(client: GitHubClient, dispatch: Dispatch, options: EnsureDispatchOptions): ResultAsync<DispatchOutcome, EnsureError>;

declare function ensureWorkflowDispatch(client: GitHubClient, dispatch: WorkflowDispatch, options: EnsureDispatchOptions): ResultAsync<DispatchOutcome, EnsureError>;

declare function escapeMarkdown(text: string): string;

declare function eventOfState(state: FluxObjectState, options: {
    readonly now: number;
}): FluxEvent | undefined;

declare function eventsFor(features: readonly GitHubFeature[]): readonly string[];

declare function findInstallation(client: GitHubClient, repository: string): ResultAsync<number, GitHubError>;

declare function findIntroducingCommit(client: GitHubClient, slot: SlotRevision): ResultAsync<string | undefined, GitHubError>;

declare function findStatus(statuses: readonly ReportedStatus[], context: string): ReportedStatus | undefined;

declare function gatesContext(): string;

declare function handleBatch<T>(items: readonly LaneItem<T>[], handle: LaneHandler<T>, options?: HandleBatchOptions<T>): Promise<BatchOutcome>;

declare function inboxContext(app: string): string;

declare function isRepository(text: string): boolean;

declare function kubernetesStateSource(options: KubernetesStateSourceOptions): StateSource;

declare function memoryLane<T>(options?: MemoryLaneOptions): ManagedLane<T>;

declare function oneLine(text: string): string;

declare function permissionsFor(features: readonly GitHubFeature[]): GitHubPermissions;

declare function readLock(client: GitHubClient, slot: SlotRevision): ResultAsync<ReleaseLock | undefined, GitHubError | LockError>;

declare function readStatuses(client: GitHubClient, commit: CommitAddress, options: ReadStatusesOptions): ResultAsync<readonly ReportedStatus[], GitHubError>;

declare function readStatusesAbout(client: GitHubClient, commit: CommitAddress, id: string, options: ReadStatusesOptions): ResultAsync<readonly ReportedStatus[], GitHubError>;

declare function redactTokens(text: string): string;

declare function reporterCounters(): ReporterCounters;

declare function repositoryParameters(repository: string): RepositoryParameters;

declare function resync(options: ResyncOptions): ResultAsync<ResyncReport, ResyncError>;

declare function resyncId(event: FluxEvent): string;

declare function rollUpContext(slot: AppInEnvironment): string;

declare function sameContentContext(slot: AppInEnvironment): string;

declare function standAlone({ repository, expected, need, app }: StandAloneOptions): ResolveTarget;

declare function targetContext(slot: AppInEnvironment, target: string): string;

declare function telemetryOf(event: ReporterEvent): TelemetryEvent;

declare function verdictContext(slot: AppInEnvironment): string;

declare function verificationContext({ environment, app }: AppInEnvironment, name: string): string;

declare function verifyGitHubWebhook({ body, signature, secrets }: GitHubWebhook): ResultAsync<void, WebhookError>;

declare function webUrlOf(apiUrl: string): string;

declare function whoAmI(client: GitHubClient): ResultAsync<string, GitHubError>;
