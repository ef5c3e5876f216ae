/** The body is larger than Flux ever sends. */
export class EventTooLargeError extends Error {
  override readonly name = "EventTooLargeError";
  readonly code = "FLUX_EVENT_TOO_LARGE";
  /** HTTP status to answer. */
  readonly httpStatus = 413;
}

/** The body is not an event: not UTF-8, not JSON, nested too deeply, or without the object it speaks of. */
export class MalformedEventError extends Error {
  override readonly name = "MalformedEventError";
  readonly code = "FLUX_EVENT_MALFORMED";
  /** HTTP status to answer. */
  readonly httpStatus = 400;
}

/** The request has no `X-Signature`: the Provider is of type `generic`, or a proxy removed the header. */
export class SignatureMissingError extends Error {
  override readonly name = "SignatureMissingError";
  readonly code = "FLUX_SIGNATURE_MISSING";
  /** HTTP status to answer. */
  readonly httpStatus = 401;
}

/** `X-Signature` is not `<algorithm>=<hex digest>`. */
export class SignatureMalformedError extends Error {
  override readonly name = "SignatureMalformedError";
  readonly code = "FLUX_SIGNATURE_MALFORMED";
  /** HTTP status to answer. */
  readonly httpStatus = 401;
}

/** `X-Signature` names an algorithm that this receiver does not accept. */
export class SignatureAlgorithmRefusedError extends Error {
  override readonly name = "SignatureAlgorithmRefusedError";
  readonly code = "FLUX_SIGNATURE_ALGORITHM_REFUSED";
  /** HTTP status to answer. */
  readonly httpStatus = 401;
}

/** No secret made this signature over these bytes: another secret, or a body that was altered on the way. */
export class SignatureMismatchError extends Error {
  override readonly name = "SignatureMismatchError";
  readonly code = "FLUX_SIGNATURE_MISMATCH";
  /** HTTP status to answer. */
  readonly httpStatus = 401;
}

/**
 * The receiver has no secret to verify with, so it can trust nobody. That is its own fault and not the sender's: Flux
 * repeats what is answered with 503, and for a few attempts nothing is lost.
 */
export class SignatureSecretMissingError extends Error {
  override readonly name = "SignatureSecretMissingError";
  readonly code = "FLUX_SIGNATURE_SECRET_MISSING";
  /** HTTP status to answer. */
  readonly httpStatus = 503;
}

/** The event names another cluster than the one whose secret signed it. */
export class ClusterMismatchError extends Error {
  override readonly name = "ClusterMismatchError";
  readonly code = "FLUX_CLUSTER_MISMATCH";
  /** HTTP status to answer. */
  readonly httpStatus = 400;
}

/** Why a body is not an event. */
export type FluxEventError = EventTooLargeError | MalformedEventError;

/** Why a signature is refused. */
export type SignatureError =
  | SignatureMissingError
  | SignatureMalformedError
  | SignatureAlgorithmRefusedError
  | SignatureMismatchError
  | SignatureSecretMissingError;

/** Why a request is refused. */
export type ReceiveError = FluxEventError | SignatureError | ClusterMismatchError;
