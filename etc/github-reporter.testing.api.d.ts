// What @gitops/github-reporter/testing exports. Written by npm run api.

type LaneAbility = "durability" | "capacity" | "dead-letters" | "kept-items" | "not-before";

interface LaneLaw {
    readonly name: string;
    run(): Promise<void>;
}

interface LaneLawsOptions {
    readonly module: string | URL;
    readonly without?: readonly LaneAbility[];
    readonly execArgv?: readonly string[];
    readonly patienceMs?: number;
}

type LaneUnderTest = Lane<unknown> & Partial<Pick<ManagedLane<unknown>, "deadLetters" | "replay" | "close">>;

type OpenLane = (request: OpenLaneRequest) => LaneUnderTest | Promise<LaneUnderTest>;

interface OpenLaneRequest {
    readonly storage: string;
    readonly capacity?: number;
}

declare function laneLaws(options: LaneLawsOptions): readonly LaneLaw[];

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
