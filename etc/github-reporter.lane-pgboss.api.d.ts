// What @gitops/github-reporter/lane-pgboss exports. Written by npm run api.

declare class LaneTooNewError extends Error {
    readonly name = "LaneTooNewError";
    readonly code = "LANE_TOO_NEW";
}

interface PgBossClient {
    getDb(): PgBossDatabase;
    on(event: "error", listener: (error: Error) => void): unknown;
    getQueue(name: string): Promise<unknown>;
    createQueue(name: string, options: object): Promise<void>;
    updateQueue(name: string, options: object): Promise<void>;
    fetch(name: string, options: object): Promise<readonly unknown[]>;
    upsert(name: string, data: object, options: object): Promise<unknown>;
    complete(name: string, job: {
        id: string;
        retryCount: number;
    }, data: null, options: object): Promise<unknown>;
    touch(name: string, job: {
        id: string;
        retryCount: number;
    }): Promise<unknown>;
}

interface PgBossDatabase {
    executeSql(text: string, values?: unknown[]): Promise<PgBossRows>;
    beginTransaction?(): Promise<PgBossTransaction>;
}

interface PgBossLaneOptions {
    readonly boss: PgBossClient;
    readonly name?: string;
    readonly capacity?: number;
    readonly concurrency?: number;
    readonly deadlineMs?: number;
    readonly pollMs?: number;
    readonly timeoutMs?: number;
    readonly retentionMs?: number;
    readonly deadLetterRetentionMs?: number;
    readonly maxAttempts?: number;
    readonly observer?: LaneObserver;
}

interface PgBossRows {
    readonly rows: unknown[];
}

interface PgBossTransaction {
    readonly db: PgBossDatabase;
    commit(): Promise<void>;
    rollback(): Promise<void>;
}

declare function pgBossLane<T>(options: PgBossLaneOptions): ResultAsync<ManagedLane<T>, LaneUnavailableError | LaneTooNewError>;

// Not exported, but part of the types above.

interface DeadLetter<T> {
    readonly item: LaneItem<T>;
    readonly why: string;
    readonly at: string;
}

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

interface ManagedLane<T> extends Lane<T> {
    pending(): ResultAsync<number, LaneUnavailableError>;
    deadLetters(options?: {
        readonly limit?: number;
    }): ResultAsync<readonly DeadLetter<T>[], LaneUnavailableError>;
    replay(ids: readonly string[]): ResultAsync<number, LaneUnavailableError>;
    close(): Promise<void>;
}

interface RejectedItem {
    readonly id: string;
    readonly why: string;
}

interface RunningLane {
    stop(): Promise<void>;
}
