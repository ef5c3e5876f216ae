export {
  ClusterMismatchError,
  EventTooLargeError,
  type FluxEventError,
  MalformedEventError,
  type ReceiveError,
  SignatureAlgorithmRefusedError,
  type SignatureError,
  SignatureMalformedError,
  SignatureMismatchError,
  SignatureMissingError,
  SignatureSecretMissingError,
} from "./errors.ts";

export type { FluxEvent, FluxEventOf, InvolvedObject, Severity } from "./event/event.ts";
export { eventId } from "./event/event-id.ts";
export { MAX_EVENT_BYTES } from "./event/json.ts";
export type { EventMetadata } from "./event/metadata.ts";
export { parseFluxEvent } from "./event/parse.ts";
export {
  fluxEventSchema,
  type FluxEventSchema,
  type FluxEventSchemaFailure,
  type FluxEventSchemaIssue,
  type FluxEventSchemaSuccess,
  type FluxEventSchemaTypes,
} from "./event/schema.ts";
export { subjectKey } from "./event/subject-key.ts";

export type {
  FluxInstanceReason,
  OperatorReason,
  ResourceSetInputProviderReason,
  ResourceSetReason,
} from "./reasons/flux-operator.ts";
export type { HelmReleaseReason } from "./reasons/helm-controller.ts";
export type { ImageUpdateAutomationReason } from "./reasons/image-automation-controller.ts";
export type { ImagePolicyReason, ImageRepositoryReason } from "./reasons/image-reflector-controller.ts";
export type { KustomizationReason } from "./reasons/kustomize-controller.ts";
export type { FluxKind, FluxReason, KnownReasons, ReasonOf } from "./reasons/reasons.ts";
export type {
  BucketReason,
  GitRepositoryReason,
  HelmChartReason,
  HelmRepositoryReason,
  OCIRepositoryReason,
  SourceReason,
} from "./reasons/source-controller.ts";
export type { ArtifactGeneratorReason } from "./reasons/source-watcher.ts";
export type { TerraformReason } from "./reasons/tofu-controller.ts";
export { isEventOf } from "./kinds/kinds.ts";

export { parseEventHubMessage, parseNatsMessage, parsePubSubMessage, parsePubSubPush } from "./delivery/brokers.ts";
export { parseGitHubDispatch } from "./delivery/github-dispatch.ts";
export {
  type FetchHeaders,
  type FluxRequest,
  receiveFluxEvent,
  type ReceiveOptions,
  type RequestHeaders,
} from "./delivery/receive.ts";
export { type SignedBody, verifySignature } from "./delivery/signature.ts";

export { commitOf, type EventCommit } from "./revision/commit.ts";
export { parseRevision, type Revision } from "./revision/revision.ts";

export { compareObservations } from "./outcome/compare.ts";
export { foldOutcomes } from "./outcome/fold.ts";
export type { FoldedOutcome, FoldOptions, Observation, Outcome, OutcomeReason, Phase } from "./outcome/outcome.ts";
export { outcomeOf } from "./outcome/outcome-of.ts";

export { describeOutcome, explain } from "./explain/explain.ts";
export type { ApplyFailedMessage, ApplyProblem } from "./message/apply-failure.ts";
export type { BuildFailedMessage, BuildStep } from "./message/build-failure.ts";
export type { ChangeAction, ChangeSetMessage, ObjectChange } from "./message/change-set.ts";
export type { DependencyName, DependencyNotReadyMessage } from "./message/dependency.ts";
export type {
  HealthCheckCanceledMessage,
  HealthCheckFailedMessage,
  HealthCheckPassedMessage,
  UnhealthyObject,
} from "./message/health-check.ts";
export type {
  DriftedObject,
  DriftMessage,
  HelmActionMessage,
  HelmChartName,
  HelmReleaseName,
} from "./message/helm-release.ts";
export type { CommitPushedMessage, ImageResolvedMessage, ImageScannedMessage } from "./message/image.ts";
export type { FinishedMessage, PathNotFoundMessage, PruneFailedMessage } from "./message/kustomization.ts";
export { parseMessage, type ParsedMessage, type TextMessage } from "./message/parse-message.ts";
export type { ArtifactStoredMessage } from "./message/source.ts";
export type { ObjectName } from "./message/subject.ts";
