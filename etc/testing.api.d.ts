// What @gitops/testing exports. Written by npm run api.

interface Account {
    readonly id: number;
    readonly login: string;
    readonly type: "User" | "Bot";
    readonly token: string;
    readonly name: string;
    readonly email: string;
    readonly permission: "read" | "write";
}

interface AccountOptions {
    readonly login: string;
    readonly token: string;
    readonly type?: "User" | "Bot";
    readonly name?: string;
    readonly email?: string;
    readonly permission?: "read" | "write";
}

interface AppliedKustomization {
    readonly name: string;
    readonly namespace: string;
    readonly sha: string | undefined;
    readonly files: ReadonlyMap<string, string>;
    readonly objects: readonly string[];
    readonly ready: boolean;
}

interface BadGatewayFault extends FaultMatch {
    readonly fault: "bad-gateway";
    readonly when: "before" | "after";
}

interface BuildFailed {
    readonly code: "build-failed";
    readonly message?: string;
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
    readonly kustomizations: readonly KustomizationOptions[];
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

interface CreatedRepository {
    readonly fullName: string;
    readonly defaultBranch: string;
    readonly head: string | undefined;
    readonly directory: string;
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

type DispatchHandler = (dispatch: RepositoryDispatch) => void | Promise<void>;

interface DispatchHandlerOptions {
    readonly name?: string;
    readonly types?: readonly string[];
    readonly runName?: (dispatch: Omit<RepositoryDispatch, "runId">) => string;
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
    addAccount(account: AccountOptions): Account;
    addWebhook(repository: string, hook: WebhookOptions): void;
    onRepositoryDispatch(repository: string, handler: DispatchHandler, options?: DispatchHandlerOptions): () => void;
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

type Ending = Succeeded | BuildFailed | Unhealthy;

type Fault = LatencyFault | BadGatewayFault | ConnectionResetFault | RateLimitFault | ReadLagFault;

interface FaultMatch {
    readonly route?: string;
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

interface FluxPlayer {
    readonly deliveries: readonly Delivery[];
    start(): void;
    stop(): Promise<void>;
    reconcile(cluster?: string): Promise<void>;
    idle(): Promise<void>;
    applied(cluster: string): readonly AppliedKustomization[];
}

interface FluxPlayerOptions {
    readonly gitRepository: GitRepositoryOptions;
    readonly clusters: readonly ClusterOptions[];
    readonly scenario?: Scenario;
    readonly seed?: number;
    readonly clock?: Clock;
    readonly fetch?: typeof globalThis.fetch;
    readonly applyTime?: number;
    readonly rolloutTime?: number;
    readonly requeueDependency?: number;
}

interface GitHubCall {
    readonly method: string;
    readonly route: string;
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

interface KustomizationOptions {
    readonly name: string;
    readonly namespace?: string;
    readonly path: string;
    readonly interval?: number;
    readonly retryInterval?: number;
    readonly timeout?: number;
    readonly prune?: boolean;
    readonly wait?: boolean;
    readonly healthChecks?: readonly string[];
    readonly dependsOn?: readonly string[];
    readonly annotations?: Readonly<Record<string, string>>;
}

interface LatencyFault extends FaultMatch {
    readonly fault: "latency";
    readonly milliseconds: number;
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

interface ProviderOptions {
    readonly address: string;
    readonly secret?: string;
    readonly timeout?: number;
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

interface Succeeded {
    readonly code: "succeeded";
}

interface Unhealthy {
    readonly code: "unhealthy";
    readonly cause?: "timeout" | "stalled";
    readonly objects?: readonly string[];
}

interface VirtualClock extends Clock {
    advance(milliseconds: number): Promise<void>;
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

type WebhookEvent = "create" | "delete" | "deployment" | "deployment_status" | "issue_comment" | "pull_request" | "pull_request_review" | "push" | "repository_dispatch" | "status";

interface WebhookOptions {
    readonly url: string;
    readonly secret: string;
    readonly events: readonly (WebhookEvent | "*")[];
}

declare function createFluxPlayer(options: FluxPlayerOptions): FluxPlayer;

declare function createVirtualClock(options?: VirtualClockOptions): VirtualClock;

declare function startGitHub(options?: EmbeddedGitHubOptions): Promise<EmbeddedGitHub>;

declare const systemClock: Clock;
