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

export type { FluxEvent, InvolvedObject, Severity } from "./event/event.ts";
export { eventId } from "./event/event-id.ts";
export { MAX_EVENT_BYTES } from "./event/json.ts";
export { parseFluxEvent } from "./event/parse.ts";
export type { FluxReason, GitRepositoryReason, KustomizationReason } from "./event/reasons.ts";

export { type FluxRequest, receiveFluxEvent, type ReceiveOptions, type RequestHeaders } from "./delivery/receive.ts";
export { type SignedBody, verifySignature } from "./delivery/signature.ts";

export { commitOf, type EventCommit } from "./revision/commit.ts";
export { parseRevision, type Revision } from "./revision/revision.ts";

export { compareObservations } from "./outcome/compare.ts";
export { foldOutcomes } from "./outcome/fold.ts";
export type { FoldOptions, Observation, Outcome, OutcomeReason, Phase } from "./outcome/outcome.ts";
export { outcomeOf } from "./outcome/outcome-of.ts";

export { type ChangeAction, type ObjectChange, parseChangeSet } from "./message/change-set.ts";
export { explain } from "./message/explain.ts";
export { type HealthFailure, parseHealthFailure, type UnhealthyObject } from "./message/health-failure.ts";
export type { ObjectName } from "./message/subject.ts";
