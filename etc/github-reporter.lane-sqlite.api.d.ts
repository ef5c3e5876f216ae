// What @gitops/github-reporter/lane-sqlite exports. Written by npm run api.

declare class LaneInUseError extends Error {
    readonly name = "LaneInUseError";
    readonly code = "LANE_IN_USE";
}

declare class LaneTooNewError extends Error {
    readonly name = "LaneTooNewError";
    readonly code = "LANE_TOO_NEW";
}

declare class LaneUnreadableError extends Error {
    readonly name = "LaneUnreadableError";
    readonly code = "LANE_UNREADABLE";
    constructor(message: string, options?: {
        readonly cause?: unknown;
    });
}

type OpenLaneError = LaneInUseError | LaneTooNewError | LaneUnreadableError | LaneUnavailableError;

interface SqliteDatabase {
    exec(sql: string): unknown;
    prepare(sql: string): SqliteStatement;
    close(): unknown;
}

interface SqliteLaneOptions {
    readonly database: SqliteSource;
    readonly capacity?: number;
    readonly concurrency?: number;
    readonly deadlineMs?: number;
    readonly retentionMs?: number;
    readonly deadLetterRetentionMs?: number;
    readonly maxAttempts?: number;
    readonly observer?: LaneObserver;
    readonly clock?: Clock;
}

interface SqliteRunResult {
    readonly changes: number | bigint;
}

type SqliteSource = SqliteDatabase | (() => SqliteDatabase);

interface SqliteStatement {
    run(...values: SqliteValue[]): SqliteRunResult;
    get(...values: SqliteValue[]): unknown;
    all(...values: SqliteValue[]): unknown[];
}

type SqliteValue = string | number | null;

declare function sqliteLane<T>(options: SqliteLaneOptions): Result<ManagedLane<T>, OpenLaneError>;

// Not exported, but part of the types above.

interface Clock {
    now(): number;
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

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
