// What @gitops/github-reporter exports. Written by npm run api.

interface AppInEnvironment {
    readonly environment: string;
    readonly app: string;
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

type DeploymentState = "pending" | "queued" | "in_progress" | "success" | "failure";

interface DeploymentWrite {
    readonly code: "written" | "equal" | "outdated";
    readonly id: number;
}

interface Dispatch {
    readonly repository: string;
    readonly eventType: string;
    readonly payload: DispatchPayload;
}

type DispatchOutcome = {
    readonly code: "sent" | "found" | "already-sent";
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

interface EventOrigin {
    readonly cluster: string;
    readonly id: string;
}

type GitHubAuth = {
    readonly token: string;
} | {
    readonly appId: number | string;
    readonly privateKey: string;
    readonly installationId?: number | undefined;
};

type GitHubClient = Pick<Octokit, "request">;

interface GitHubClientOptions extends WriteLimits {
    readonly auth: GitHubAuth;
    readonly baseUrl?: string | undefined;
    readonly userAgent?: string;
    readonly timeoutMs?: number;
    readonly maxWaitSeconds?: number;
    readonly retryUnitMs?: number;
    readonly fetch?: typeof globalThis.fetch;
}

type GitHubData<R extends GitHubRoute> = Endpoints[R]["response"]["data"];

type GitHubError = GitHubRequestError | RateLimitedError | GitHubUnavailableError;

type GitHubParameters<R extends GitHubRoute> = Endpoints[R]["parameters"] & RequestParameters;

declare class GitHubRequestError extends Error {
    readonly name = "GitHubRequestError";
    readonly code = "GITHUB_REQUEST_FAILED";
    readonly status: number;
    constructor(message: string, options: {
        readonly status: number;
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

interface Release {
    readonly id: string;
    readonly app: string;
    readonly source: SourceCommit;
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
    readonly content: string;
    readonly reason: LockReason;
}

interface ReportedStatus {
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
    handleBatch(batch: LaneBatch<ReporterItem>): Promise<LaneVerdict>;
    run(): Promise<RunningLane>;
}

type ReporterError = GitHubError | LockError | IdentityMismatchError;

type ReporterEvent = {
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
    readonly why: string;
} | {
    readonly code: "rejected";
    readonly key: string;
    readonly why: string;
};

interface ReporterIdentity {
    readonly logins: readonly string[];
}

interface ReporterItem {
    readonly event: FluxEvent;
    readonly cluster: string;
    readonly receivedAt: string;
}

type ReporterObserver = (event: ReporterEvent) => void;

interface ReporterOptions {
    readonly client: GitHubClient;
    readonly lane: Lane<ReporterItem>;
    readonly resolveTarget: ResolveTarget;
    readonly identity: ReporterIdentity;
    readonly dispatch?: DispatchSettings | false;
    readonly deployments?: boolean;
    readonly group?: string;
    readonly clock?: Clock;
    readonly observer?: ReporterObserver;
}

interface RepositoryParameters {
    readonly owner: string;
    readonly repo: string;
}

type ResolveTarget = (event: FluxEvent, cluster: string) => ResolvedTarget | undefined;

interface ResolvedTarget {
    readonly repository: string;
    readonly slot: string;
    readonly environment: string;
    readonly app: string;
    readonly path: string | undefined;
    readonly source?: string | undefined;
    readonly target: string;
    readonly targets: readonly string[];
    readonly next: readonly string[];
}

interface RunningLane {
    stop(): Promise<void>;
}

interface SlotRevision {
    readonly repository: string;
    readonly path: string;
    readonly revision: string;
}

interface SourceCommit {
    readonly repository: string;
    readonly sha: string;
}

interface StandAloneOptions {
    readonly repository: string;
    readonly expected?: readonly string[];
    readonly app?: string;
}

interface StatusContent extends StatusDescription {
    readonly state: "pending" | "success" | "failure";
}

interface StatusDescription {
    readonly text: string;
    readonly at: string;
    readonly id: string;
}

type StatusError = GitHubError | IdentityMismatchError;

interface StatusLedgerOptions extends ReadStatusesOptions {
    readonly clock?: Clock;
}

type StatusMeaning = "observation" | "conclusion" | "record";

interface StatusWrite {
    readonly code: "written" | "equal" | "outdated";
    readonly shown: ReportedStatus;
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

interface WriteLimits {
    readonly burst?: number;
    readonly writesPerMinute?: number;
    readonly notificationIntervalMs?: number;
}

declare function callGitHub<R extends GitHubRoute>(client: GitHubClient, route: R, parameters: GitHubParameters<R>): ResultAsync<GitHubData<R>, GitHubError>;

declare function checkRelease(release: Release): Result<Release, ReleaseInvalidError>;

declare function collectPages<T>(readPage: (page: number) => ResultAsync<readonly T[], GitHubError>): ResultAsync<readonly T[], GitHubError>;

declare function createGitHubClient(options: GitHubClientOptions): GitHubClient;

declare function createReporter(options: ReporterOptions): Reporter;

declare function decodeDescription(description: string | null | undefined): StatusDescription | undefined;

declare function decodeLock(text: string): Result<ReleaseLock, LockError>;

declare function dispatchContext({ environment, app }: AppInEnvironment, result: DeploymentResult): string;

declare function dispatchId({ slot, release, result, manifests }: DispatchSubject): string;

declare function encodeDescription({ text, at, id }: StatusDescription): string;

declare function encodeLock(lock: ReleaseLock): string;

declare function ensureCommitStatus(client: GitHubClient, status: CommitStatus, options: EnsureCommitStatusOptions): ResultAsync<StatusWrite, StatusError>;

declare function ensureDeployment(client: GitHubClient, deployment: Deployment, options: EnsureDeploymentOptions): ResultAsync<DeploymentWrite, StatusError>;

declare function ensureDispatch(client: GitHubClient, dispatch: Dispatch, options: EnsureDispatchOptions): ResultAsync<DispatchOutcome, StatusError>;

declare function findInstallation(client: GitHubClient, repository: string): ResultAsync<number, GitHubError>;

declare function findIntroducingCommit(client: GitHubClient, slot: SlotRevision): ResultAsync<string | undefined, GitHubError>;

declare function findStatus(statuses: readonly ReportedStatus[], context: string): ReportedStatus | undefined;

declare function handleBatch<T>(items: readonly LaneItem<T>[], handle: LaneHandler<T>, options?: HandleBatchOptions<T>): Promise<BatchOutcome>;

declare function isRepository(text: string): boolean;

declare function memoryLane<T>(options?: MemoryLaneOptions): ManagedLane<T>;

declare function proposalContext({ environment, app }: AppInEnvironment): string;

declare function readLock(client: GitHubClient, slot: SlotRevision): ResultAsync<ReleaseLock | undefined, GitHubError | LockError>;

declare function readStatuses(client: GitHubClient, commit: CommitAddress, options: ReadStatusesOptions): ResultAsync<readonly ReportedStatus[], GitHubError>;

declare function redactTokens(text: string): string;

declare function repositoryParameters(repository: string): RepositoryParameters;

declare function rollUpContext({ environment, app }: AppInEnvironment): string;

declare function sameContentContext({ environment, app }: AppInEnvironment): string;

declare function standAlone({ repository, expected, app }: StandAloneOptions): ResolveTarget;

declare const systemClock: Clock;

declare function targetContext(slot: AppInEnvironment, target: string): string;

declare function verdictContext(slot: AppInEnvironment): string;

declare function verificationContext({ environment, app }: AppInEnvironment, name: string): string;

declare function verifyGitHubWebhook({ body, signature, secrets }: GitHubWebhook): Result<void, WebhookError>;

declare function whoAmI(client: GitHubClient): ResultAsync<string, GitHubError>;
