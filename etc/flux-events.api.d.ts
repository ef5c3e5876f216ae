// What @gitops/flux-events exports. Written by npm run api.

interface ApplyFailedMessage {
    readonly code: "apply-failed";
    readonly object: ObjectName;
    readonly problem: ApplyProblem;
    readonly reason?: string;
    readonly fields: readonly string[];
    readonly detail: string;
    readonly changes: readonly ObjectChange[];
}

type ApplyProblem = "dry-run" | "no-namespace" | "not-found" | "invalid" | "encrypted" | "apply";

type ArtifactGeneratorReason = "AccessDenied" | "BuildFailed" | "Ready" | "ReconciliationFailed" | "SourceFetchFailed" | "ValidationFailed";

interface ArtifactStoredMessage {
    readonly code: "artifact-stored";
    readonly commitSubject?: string;
    readonly revision?: string;
    readonly chart?: string;
    readonly url?: string;
    readonly originUrl?: string;
    readonly originRevision?: string;
}

type BucketReason = SourceReason | "BucketOperationFailed" | "InvalidSTSConfiguration";

interface BuildFailedMessage {
    readonly code: "build-failed";
    readonly step: BuildStep;
    readonly objectName?: string;
    readonly file?: string;
    readonly line?: number;
    readonly detail: string;
}

type BuildStep = "kustomize build" | "kustomize create" | "post build" | "decryption" | "validation";

type ChangeAction = "created" | "configured" | "unchanged" | "deleted" | "skipped" | "unknown";

interface ChangeSetMessage {
    readonly code: "change-set";
    readonly changes: readonly ObjectChange[];
    readonly rest: readonly string[];
}

declare class ClusterMismatchError extends Error {
    readonly name = "ClusterMismatchError";
    readonly code = "FLUX_CLUSTER_MISMATCH";
    readonly httpStatus = 400;
}

interface CommitPushedMessage {
    readonly code: "commit-pushed";
    readonly commit: string;
    readonly branch: string;
    readonly refspecs: readonly string[];
    readonly commitMessage: string;
}

interface DependencyName {
    readonly namespace?: string;
    readonly name: string;
}

interface DependencyNotReadyMessage {
    readonly code: "dependency-not-ready";
    readonly dependency?: DependencyName;
    readonly retryInMs?: number;
}

interface DriftMessage {
    readonly code: "drift";
    readonly state: "detected" | "corrected" | "correction-failed";
    readonly release: HelmReleaseName;
    readonly objects: readonly DriftedObject[];
    readonly detail?: string;
}

interface DriftedObject extends ObjectName {
    readonly change: string;
}

interface EventCommit {
    readonly sha: string;
    readonly ref?: string;
}

interface EventMetadata {
    readonly [key: string]: string | undefined;
    readonly revision?: string;
    readonly originRevision?: string;
    readonly commit?: string;
    readonly change_request?: string;
    readonly commit_status?: string;
    readonly summary?: string;
    readonly "app-version"?: string;
    readonly "oci-digest"?: string;
    readonly cluster?: string;
}

declare class EventTooLargeError extends Error {
    readonly name = "EventTooLargeError";
    readonly code = "FLUX_EVENT_TOO_LARGE";
    readonly httpStatus = 413;
}

interface FetchHeaders {
    get(name: string): string | null;
}

interface FinishedMessage {
    readonly code: "finished";
    readonly elapsedMs?: number;
    readonly nextRunInMs?: number;
}

interface FluxEvent {
    readonly involvedObject: InvolvedObject;
    readonly severity: Severity;
    readonly timestamp: string | undefined;
    readonly message: string;
    readonly reason: FluxReason;
    readonly metadata: EventMetadata;
    readonly reportingController: string;
    readonly reportingInstance: string | undefined;
    readonly warnings: readonly string[];
}

type FluxEventError = EventTooLargeError | MalformedEventError;

interface FluxEventOf<Kind extends FluxKind, Reason extends FluxReason = ReasonOf<Kind>> extends FluxEvent {
    readonly involvedObject: InvolvedObject<Kind>;
    readonly reason: Reason;
}

interface FluxEventSchema {
    readonly "~standard": {
        readonly version: 1;
        readonly vendor: "@gitops/flux-events";
        readonly validate: (value: unknown) => FluxEventSchemaSuccess | FluxEventSchemaFailure;
        readonly types?: FluxEventSchemaTypes;
    };
}

interface FluxEventSchemaFailure {
    readonly issues: readonly FluxEventSchemaIssue[];
}

interface FluxEventSchemaIssue {
    readonly message: string;
}

interface FluxEventSchemaSuccess {
    readonly value: FluxEvent;
    readonly issues?: undefined;
}

interface FluxEventSchemaTypes {
    readonly input: unknown;
    readonly output: FluxEvent;
}

type FluxInstanceReason = OperatorReason | "ArtifactFailed";

type FluxKind = keyof KnownReasons;

type FluxReason = ReasonOf<FluxKind>;

interface FluxRequest {
    readonly headers: RequestHeaders;
    readonly body: string | Uint8Array;
}

interface FoldOptions {
    readonly healthAwaited?: boolean;
    readonly testsEnabled?: boolean;
    readonly chartVersion?: string;
}

interface FoldedOutcome extends Outcome {
    readonly since: string | undefined;
}

type GitRepositoryReason = SourceReason | "CopyFailure" | "EmptyGitRepository" | "GitOperationFailed" | "IllegalPath" | "InvalidCommitSignature" | "InvalidGitObject" | "InvalidPath" | "InvalidProviderConfiguration" | "InvalidTagSignature" | "InvalidVerificationMode" | "SourceIgnoreError";

interface HealthCheckCanceledMessage {
    readonly code: "health-check-canceled";
    readonly trigger?: ObjectName;
}

interface HealthCheckFailedMessage {
    readonly code: "health-check-failed";
    readonly elapsedMs?: number;
    readonly cause: "timeout" | "stalled" | "canceled" | "other";
    readonly objects: readonly UnhealthyObject[];
    readonly detail: string;
}

interface HealthCheckPassedMessage {
    readonly code: "health-check-passed";
    readonly elapsedMs?: number;
}

interface HelmActionMessage {
    readonly code: "helm-action";
    readonly action: "install" | "upgrade" | "test" | "rollback" | "uninstall" | "unlock";
    readonly result: "started" | "succeeded" | "failed";
    readonly isRemediation: boolean;
    readonly release?: HelmReleaseName;
    readonly chart?: HelmChartName;
    readonly detail?: string;
    readonly logs: readonly string[];
}

interface HelmChartName {
    readonly name: string;
    readonly version: string;
}

type HelmChartReason = SourceReason | "ChartPackageError" | "ChartPackageSucceeded" | "ChartPullError" | "ChartPullSucceeded" | "ChartVerificationError" | "DependencyBuildError" | "InvalidChartReference" | "MetadataPatchError" | "SourceUnavailable" | "Unknown" | "UnsupportedSourceKind" | "ValuesFilesError";

interface HelmReleaseName {
    readonly namespace: string;
    readonly name: string;
    readonly version?: number;
}

type HelmReleaseReason = "AccessDenied" | "ArtifactFailed" | "DependencyNotReady" | "DriftCorrected" | "DriftCorrectionFailed" | "DriftDetected" | "HealthCheckCanceled" | "InstallFailed" | "InstallSucceeded" | "InvalidCELExpression" | "InventoryBuildFailed" | "NamespaceCheckSkipped" | "PendingRelease" | "RollbackFailed" | "RollbackSucceeded" | "TestFailed" | "TestSucceeded" | "UninstallFailed" | "UninstallSucceeded" | "UpgradeFailed" | "UpgradeSucceeded" | "ValuesError" | "error" | "info";

type HelmRepositoryReason = SourceReason | "IndexationFailed";

type ImagePolicyReason = "AccessDenied" | "DependencyNotReady" | "Failed" | "FeatureGateDisabled" | "ImageURLInvalid" | "IntervalNotConfigured" | "Succeeded" | "error" | "info";

type ImageRepositoryReason = "AuthenticationFailed" | "FeatureGateDisabled" | "ImageURLInvalid" | "ReadOperationFailed" | "Succeeded" | "error" | "info";

interface ImageResolvedMessage {
    readonly code: "image-resolved";
    readonly image: string;
    readonly tag: string;
    readonly digest?: string;
    readonly previous?: string;
}

interface ImageScannedMessage {
    readonly code: "image-scanned";
    readonly tagCount: number;
}

type ImageUpdateAutomationReason = "AccessDenied" | "FeatureGateDisabled" | "GitOperationFailed" | "InvalidPolicySelector" | "InvalidSourceConfiguration" | "InvalidUpdateStrategy" | "RemovedTemplateField" | "SourceManagerFailed" | "Succeeded" | "UpdateFailed" | "error" | "info";

interface InvolvedObject<Kind extends string = string> {
    readonly kind: Kind;
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly apiVersion?: string;
    readonly resourceVersion?: string;
    readonly fieldPath?: string;
}

interface KnownReasons {
    readonly Kustomization: KustomizationReason;
    readonly HelmRelease: HelmReleaseReason;
    readonly GitRepository: GitRepositoryReason;
    readonly OCIRepository: OCIRepositoryReason;
    readonly Bucket: BucketReason;
    readonly HelmRepository: HelmRepositoryReason;
    readonly HelmChart: HelmChartReason;
    readonly ArtifactGenerator: ArtifactGeneratorReason;
    readonly ImageRepository: ImageRepositoryReason;
    readonly ImagePolicy: ImagePolicyReason;
    readonly ImageUpdateAutomation: ImageUpdateAutomationReason;
    readonly Terraform: TerraformReason;
    readonly FluxInstance: FluxInstanceReason;
    readonly ResourceSet: ResourceSetReason;
    readonly ResourceSetInputProvider: ResourceSetInputProviderReason;
}

type KustomizationReason = "AccessDenied" | "ArtifactFailed" | "BuildFailed" | "DependencyNotReady" | "DirectoryCreationFailed" | "FeatureGateDisabled" | "HealthCheckCanceled" | "HealthCheckFailed" | "InvalidCELExpression" | "Progressing" | "PruneFailed" | "ReconciliationFailed" | "ReconciliationSucceeded" | "ValidationFailed" | "error" | "info";

declare const MAX_EVENT_BYTES: number;

declare class MalformedEventError extends Error {
    readonly name = "MalformedEventError";
    readonly code = "FLUX_EVENT_MALFORMED";
    readonly httpStatus = 400;
}

type OCIRepositoryReason = SourceReason | "OCIArtifactLayerOperationFailed" | "OCIArtifactPullFailed" | "ReadOperationFailed";

interface ObjectChange extends ObjectName {
    readonly action: ChangeAction;
}

interface ObjectName {
    readonly kind: string;
    readonly group?: string;
    readonly namespace?: string;
    readonly name: string;
}

interface Observation {
    readonly phase: Phase;
    readonly at: string | undefined;
}

type OperatorReason = "ApplySucceeded" | "BuildFailed" | "ReconciliationFailed" | "ReconciliationSucceeded";

interface Outcome extends Observation {
    readonly why: OutcomeReason;
    readonly verdict: boolean;
    readonly message: string;
    readonly chartVersion?: string;
}

type OutcomeReason = "applied" | "health-passed" | "untested" | "planned" | "transient" | "progressing" | "finished" | "rolled-out" | "released" | "tested" | "unhealthy" | "build-failed" | "apply-failed" | "prune-failed" | "artifact-failed" | "misconfigured" | "deletion-failed" | "release-failed" | "test-failed" | "remediation-failed" | "superseded" | "dependency" | "deletion" | "drift" | "rollback" | "source" | "source-failed" | "image" | "image-failed" | "warning" | "silence" | "unrecognised";

type ParsedMessage = ApplyFailedMessage | ArtifactStoredMessage | BuildFailedMessage | ChangeSetMessage | CommitPushedMessage | DependencyNotReadyMessage | DriftMessage | FinishedMessage | HealthCheckCanceledMessage | HealthCheckFailedMessage | HealthCheckPassedMessage | HelmActionMessage | ImageResolvedMessage | ImageScannedMessage | PathNotFoundMessage | PruneFailedMessage | TextMessage;

interface PathNotFoundMessage {
    readonly code: "path-not-found";
    readonly path: string;
}

type Phase = "progressing" | "succeeded" | "failed" | "neutral";

interface PruneFailedMessage {
    readonly code: "prune-failed";
    readonly objects: readonly ObjectName[];
    readonly detail: string;
}

type ReasonOf<Kind extends FluxKind> = KnownReasons[Kind] | (string & {});

type ReceiveError = FluxEventError | SignatureError | ClusterMismatchError;

interface ReceiveOptions {
    readonly secrets: readonly string[];
    readonly cluster?: string;
    readonly algorithms?: readonly string[];
    readonly dangerouslyAcceptUnsigned?: boolean;
}

type RequestHeaders = FetchHeaders | Readonly<Record<string, string | readonly string[] | undefined>>;

type ResourceSetInputProviderReason = OperatorReason | "InvalidSchedule" | "InvalidSpec";

type ResourceSetReason = OperatorReason | "DependencyNotReady";

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
    readonly algorithms?: readonly string[] | undefined;
}

type SourceReason = "ArchiveOperationFailed" | "ArtifactVerificationFailed" | "AuthenticationFailed" | "DirectoryCreationFailed" | "Failed" | "FeatureGateDisabled" | "GarbageCollectionFailed" | "NewArtifact" | "PatchOperationFailed" | "StatOperationFailed" | "Succeeded" | "URLInvalid" | "VerificationError" | "error" | "info";

type TerraformReason = "AccessDenied" | "ArtifactFailed" | "DependencyNotReady" | "DriftDetected" | "DriftDetectionFailed" | "HealthChecksFailed" | "OutputsWritingFailed" | "ReconciliationFailed" | "RunnerQuotaExhausted" | "TFExecApplyFailed" | "TFExecDestroyFailed" | "TFExecPlanFailed" | "TerraformAppliedSucceed" | "TerraformDestroySucceed" | "TerraformPlanSucceed";

interface TextMessage {
    readonly code: "text";
    readonly text: string;
}

interface UnhealthyObject extends ObjectName {
    readonly status?: string;
    readonly detail?: string;
}

declare function commitOf(event: FluxEvent): EventCommit | undefined;

declare function compareObservations(a: Observation, b: Observation): number;

declare function describeOutcome(outcome: Pick<Outcome, "why" | "message">): string;

declare function eventId(body: string | Uint8Array): string;

declare function explain(event: FluxEvent): string;

declare const fluxEventSchema: FluxEventSchema;

declare function foldOutcomes(history: readonly FluxEvent[], options?: FoldOptions): FoldedOutcome;

declare function isEventOf<Kind extends FluxKind>(event: FluxEvent, kind: Kind): event is FluxEventOf<Kind>;

declare function isEventOf<Kind extends FluxKind, Reason extends KnownReasons[Kind]>(event: FluxEvent, kind: Kind, ...reasons: readonly Reason[]): event is FluxEventOf<Kind, Reason>;

declare function outcomeOf(event: FluxEvent): Outcome;

declare function parseEventHubMessage(message: {
    readonly body: unknown;
}): Result<FluxEvent, FluxEventError>;

declare function parseFluxEvent(body: string | Uint8Array): Result<FluxEvent, FluxEventError>;

declare function parseGitHubDispatch(body: string | Uint8Array): Result<FluxEvent, FluxEventError>;

declare function parseMessage(message: string): ParsedMessage;

declare function parseNatsMessage(message: {
    readonly data: Uint8Array;
}): Result<FluxEvent, FluxEventError>;

declare function parsePubSubMessage(message: {
    readonly data: Uint8Array;
}): Result<FluxEvent, FluxEventError>;

declare function parsePubSubPush(body: string | Uint8Array): Result<FluxEvent, FluxEventError>;

declare function parseRevision(text: string): Revision;

declare function receiveFluxEvent(request: FluxRequest, options: ReceiveOptions): Result<FluxEvent, ReceiveError>;

declare function subjectKey(event: FluxEvent, cluster: string): string;

declare function verifySignature(input: SignedBody): Result<void, SignatureError>;
