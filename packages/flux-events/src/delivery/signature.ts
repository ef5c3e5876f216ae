import { createHmac, timingSafeEqual } from "node:crypto";

import { err, ok, type Result } from "neverthrow";

import {
  SignatureAlgorithmRefusedError,
  type SignatureError,
  SignatureMalformedError,
  SignatureMismatchError,
  SignatureMissingError,
  SignatureSecretMissingError,
} from "../errors.ts";

const SUPPORTED_ALGORITHMS: readonly string[] = ["sha224", "sha256", "sha384", "sha512"];
const DEFAULT_ALGORITHMS: readonly string[] = ["sha256"];
const SIGNATURE = /^([a-z0-9]+)=[0-9a-f]+$/;

/** What was signed, what the signature says, and who may have made it. */
export interface SignedBody {
  /** Raw body of the request; text is signed as UTF-8. A body that was parsed and written again does not verify. */
  readonly body: string | Uint8Array;
  /** Value of the `X-Signature` header, `<algorithm>=<hex digest>`. */
  readonly signature: string | undefined;
  /** Secrets that are accepted, several during a rotation. Blank ones are ignored. */
  readonly secrets: readonly string[];
  /** Accepted algorithms out of sha224, sha256, sha384 and sha512. Default: `["sha256"]`, the only one that Flux uses. */
  readonly algorithms?: readonly string[] | undefined;
}

/**
 * Verifies the `X-Signature` of a `generic-hmac` Provider, in constant time over the raw bytes.
 *
 * Each secret is tried as it is and without white space at its ends: Flux 2.4 to 2.6 trims the token of the Secret,
 * older and newer versions do not.
 *
 * @returns nothing, or `FLUX_SIGNATURE_MISSING`, `FLUX_SIGNATURE_MALFORMED`, `FLUX_SIGNATURE_ALGORITHM_REFUSED`,
 * `FLUX_SIGNATURE_MISMATCH`, or `FLUX_SIGNATURE_SECRET_MISSING` when there is no secret to verify with.
 * @throws RangeError when `algorithms` names one that is not supported, TypeError when `secrets` is no list.
 * @example
 * ```ts source="./signature.examples.ts#verifySignature"
 * const verified = verifySignature({ body, signature, secrets: [secret, nextSecret] });
 * return verified.isOk();
 * ```
 * @see https://fluxcd.io/flux/components/notification/providers/#generic-webhook-with-hmac
 */
export function verifySignature(input: SignedBody): Result<void, SignatureError> {
  const { body, signature, secrets, algorithms = DEFAULT_ALGORITHMS } = input;
  for (const algorithm of algorithms) {
    if (!SUPPORTED_ALGORITHMS.includes(algorithm)) throw new RangeError(`Unsupported HMAC algorithm: ${algorithm}`);
  }

  // The letters of a text would be secrets, one by one.
  if (!Array.isArray(secrets)) throw new TypeError("The secrets of a receiver are a list of texts");

  const keys = keysOf(secrets);
  if (keys.length === 0) {
    return err(new SignatureSecretMissingError("Signature refused: no secret is configured for this receiver."));
  }
  if (signature === undefined || signature === "") {
    return err(
      new SignatureMissingError(
        "Signature refused: the request has no X-Signature header. Use a Provider of type generic-hmac.",
      ),
    );
  }

  const given = signature.trim().toLowerCase();
  const algorithm = given.slice(0, Math.max(given.indexOf("="), 0));
  if (algorithms.includes(algorithm) && isMadeByAny(keys, algorithm, body, Buffer.from(given))) return ok();
  return err(refusalOf(given, algorithms));
}

/** Every key is computed and compared, so that the time tells neither whether nor which one matched. */
function isMadeByAny(
  keys: readonly string[],
  algorithm: string,
  body: string | Uint8Array,
  given: Uint8Array,
): boolean {
  let isMade = false;
  for (const key of keys) {
    const expected = Buffer.from(`${algorithm}=${createHmac(algorithm, key).update(body).digest("hex")}`);
    if (expected.length === given.length && timingSafeEqual(expected, given)) isMade = true;
  }
  return isMade;
}

function refusalOf(given: string, algorithms: readonly string[]): SignatureError {
  const [, algorithm] = SIGNATURE.exec(given) ?? [];
  if (algorithm === undefined) {
    return new SignatureMalformedError("Signature refused: X-Signature is not <algorithm>=<hex digest>.");
  }
  if (!algorithms.includes(algorithm)) {
    return new SignatureAlgorithmRefusedError(
      `Signature refused: X-Signature uses another algorithm than ${algorithms.join(", ")}.`,
    );
  }
  return new SignatureMismatchError(
    "Signature refused: none of the secrets made it over this body. Compare the token of the Provider's Secret, and verify the raw bytes.",
  );
}

/** The keys to try: each secret as it is, then without white space at its ends where it has any. */
function keysOf(secrets: readonly string[]): readonly string[] {
  const keys: string[] = [];
  for (const secret of secrets) {
    const trimmed = secret.trim();
    if (trimmed === "") continue;
    keys.push(secret);
    if (trimmed !== secret) keys.push(trimmed);
  }
  return keys;
}
