// What @gitops/flux-events exports. Written by npm run api.

type ChangeAction = "created" | "configured" | "unchanged" | "deleted" | "skipped" | "unknown";

declare class ClusterMismatchError extends Error {
    readonly name = "ClusterMismatchError";
    readonly code = "FLUX_CLUSTER_MISMATCH";
    readonly httpStatus = 400;
}

interface EventCommit {
    readonly sha: string;
    readonly ref?: string;
}

declare class EventTooLargeError extends Error {
    readonly name = "EventTooLargeError";
    readonly code = "FLUX_EVENT_TOO_LARGE";
    readonly httpStatus = 413;
}

interface FluxEvent {
    readonly involvedObject: InvolvedObject;
    readonly severity: Severity;
    readonly timestamp: string | undefined;
    readonly message: string;
    readonly reason: FluxReason;
    readonly metadata: Readonly<Record<string, string>>;
    readonly reportingController: string;
    readonly reportingInstance: string | undefined;
    readonly warnings: readonly string[];
}

type FluxEventError = EventTooLargeError | MalformedEventError;

type FluxReason = KustomizationReason | GitRepositoryReason | (string & {});

interface FluxRequest {
    readonly headers: RequestHeaders;
    readonly body: string | Uint8Array;
}

interface FoldOptions {
    readonly healthAwaited?: boolean;
}

type GitRepositoryReason = "ArchiveOperationFailed" | "ArtifactVerificationFailed" | "AuthenticationFailed" | "CopyFailure" | "DirectoryCreationFailed" | "EmptyGitRepository" | "Failed" | "FeatureGateDisabled" | "GarbageCollectionFailed" | "GitOperationFailed" | "IllegalPath" | "InvalidCommitSignature" | "InvalidGitObject" | "InvalidPath" | "InvalidProviderConfiguration" | "InvalidTagSignature" | "InvalidVerificationMode" | "NewArtifact" | "PatchOperationFailed" | "SourceIgnoreError" | "StatOperationFailed" | "Succeeded" | "URLInvalid" | "VerificationError";

interface HealthFailure {
    readonly elapsed: string;
    readonly cause: "timeout" | "stalled" | "canceled" | "other";
    readonly objects: readonly UnhealthyObject[];
}

interface InvolvedObject {
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly apiVersion?: string;
    readonly resourceVersion?: string;
    readonly fieldPath?: string;
}

type KustomizationReason = "AccessDenied" | "ArtifactFailed" | "BuildFailed" | "DependencyNotReady" | "DirectoryCreationFailed" | "FeatureGateDisabled" | "HealthCheckCanceled" | "HealthCheckFailed" | "InvalidCELExpression" | "Progressing" | "PruneFailed" | "ReconciliationFailed" | "ReconciliationSucceeded" | "ValidationFailed";

declare const MAX_EVENT_BYTES: number;

declare class MalformedEventError extends Error {
    readonly name = "MalformedEventError";
    readonly code = "FLUX_EVENT_MALFORMED";
    readonly httpStatus = 400;
}

interface ObjectChange extends ObjectName {
    readonly action: ChangeAction;
}

interface ObjectName {
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
}

interface Observation {
    readonly phase: Phase;
    readonly at: string | undefined;
}

interface Outcome extends Observation {
    readonly why: OutcomeReason;
    readonly verdict: boolean;
    readonly message: string;
}

type OutcomeReason = "applied" | "healthy" | "artifact-unavailable" | "progressing" | "reconciled" | "rolled-out" | "unhealthy" | "build-failed" | "apply-failed" | "prune-failed" | "path-missing" | "misconfigured" | "deletion-failed" | "superseded" | "dependency" | "deletion" | "internal" | "source" | "source-failed" | "unrecognised";

type Phase = "progressing" | "succeeded" | "failed" | "neutral";

type ReceiveError = FluxEventError | SignatureError | ClusterMismatchError;

interface ReceiveOptions {
    readonly secrets: readonly string[];
    readonly cluster?: string;
    readonly algorithms?: readonly string[];
}

type RequestHeaders = Pick<Headers, "get"> | Readonly<Record<string, string | readonly string[] | undefined>>;

interface Revision {
    readonly ref?: string;
    readonly algorithm?: string;
    readonly digest?: string;
    readonly version?: string;
}

type Severity = "info" | "error" | "unknown";

declare class SignatureAlgorithmRefusedError extends Error {
    readonly name = "SignatureAlgorithmRefusedError";
    readonly code = "FLUX_SIGNATURE_ALGORITHM_REFUSED";
    readonly httpStatus = 401;
}

type SignatureError = SignatureMissingError | SignatureMalformedError | SignatureAlgorithmRefusedError | SignatureMismatchError | SignatureSecretMissingError;

declare class SignatureMalformedError extends Error {
    readonly name = "SignatureMalformedError";
    readonly code = "FLUX_SIGNATURE_MALFORMED";
    readonly httpStatus = 401;
}

declare class SignatureMismatchError extends Error {
    readonly name = "SignatureMismatchError";
    readonly code = "FLUX_SIGNATURE_MISMATCH";
    readonly httpStatus = 401;
}

declare class SignatureMissingError extends Error {
    readonly name = "SignatureMissingError";
    readonly code = "FLUX_SIGNATURE_MISSING";
    readonly httpStatus = 401;
}

declare class SignatureSecretMissingError extends Error {
    readonly name = "SignatureSecretMissingError";
    readonly code = "FLUX_SIGNATURE_SECRET_MISSING";
    readonly httpStatus = 503;
}

interface SignedBody {
    readonly body: string | Uint8Array;
    readonly signature: string | undefined;
    readonly secrets: readonly string[];
    readonly algorithms?: readonly string[];
}

interface UnhealthyObject extends ObjectName {
    readonly status?: string;
    readonly detail?: string;
}

declare function commitOf(event: FluxEvent): EventCommit | undefined;

declare function compareObservations(a: Observation, b: Observation): number;

declare function eventId(body: string | Uint8Array): string;

declare function explain(event: FluxEvent): string;

declare function foldOutcomes(history: readonly FluxEvent[], options?: FoldOptions): Outcome | undefined;

declare function outcomeOf(event: FluxEvent): Outcome;

declare function parseChangeSet(message: string): readonly ObjectChange[];

declare function parseFluxEvent(body: string | Uint8Array): Result<FluxEvent, FluxEventError>;

declare function parseHealthFailure(message: string): HealthFailure | undefined;

declare function parseRevision(text: string): Revision;

declare function receiveFluxEvent(request: FluxRequest, options: ReceiveOptions): Result<FluxEvent, ReceiveError>;

declare function verifySignature(input: SignedBody): Result<void, SignatureError>;
