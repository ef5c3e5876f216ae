import { err, Result } from "neverthrow";

import { EventTooLargeError, type FluxEventError, MalformedEventError } from "../errors.ts";

/**
 * Largest body that is read, in bytes: 3 MiB, the limit of Flux's notification-controller.
 *
 * @see https://github.com/fluxcd/notification-controller/blob/main/internal/server/limits.go
 */
export const MAX_EVENT_BYTES = 3 * 1024 * 1024;

/** An event is two levels deep, a dispatched one three; a nest of brackets is an attack on whoever walks it. */
const MAX_DEPTH = 32;

// Flux writes no byte order mark, so one is no JSON in bytes either, as it is none in text.
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const decodeUtf8 = Result.fromThrowable(
  (bytes: Uint8Array) => UTF_8.decode(bytes),
  () => new MalformedEventError("Flux event refused: the body is not UTF-8."),
);

const parseJson = Result.fromThrowable(
  (text: string): unknown => JSON.parse(text),
  // The parser's own message quotes the body, so it is not passed on.
  () => new MalformedEventError("Flux event refused: the body is not JSON."),
);

/** Tells bytes from everything else; those of another realm, such as a test runner's, too. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}

/** Tells why a body is not even looked at: it is too large to be an event, or neither text nor bytes. */
export function sizeErrorOf(body: string | Uint8Array): FluxEventError | undefined {
  if (typeof body !== "string" && !isBytes(body)) {
    return new MalformedEventError(
      "Flux event refused: the body is neither text nor bytes. Hand over the raw body, before any JSON body parser.",
    );
  }
  const size = typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
  if (size <= MAX_EVENT_BYTES) return undefined;
  return new EventTooLargeError(`Flux event refused: ${size} bytes, the limit is ${MAX_EVENT_BYTES}.`);
}

/** Reads a body as JSON, refusing what is too large or not UTF-8. */
export function readJson(body: string | Uint8Array): Result<unknown, FluxEventError> {
  const sizeError = sizeErrorOf(body);
  if (sizeError !== undefined) return err(sizeError);
  if (typeof body === "string") return parseJson(body);
  const text = decodeUtf8(body);
  return text.isErr() ? err(text.error) : parseJson(text.value);
}

/** As many objects as fit into a body, and more than any tree without shared branches has that somebody else parsed. */
const MAX_OBJECTS = MAX_EVENT_BYTES / 2;

/** Tells whether an object of JSON is nested more deeply than any event. It stops looking at that depth. */
export function isTooDeep(object: object, levels = MAX_DEPTH, rest = { objects: MAX_OBJECTS }): boolean {
  if (levels === 0 || rest.objects-- <= 0) return true;
  for (const key in object) {
    const value = (object as Readonly<Record<string, unknown>>)[key];
    if (typeof value === "object" && value !== null && isTooDeep(value, levels - 1, rest)) return true;
  }
  return false;
}

/** An object of JSON, whatever its values are. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Tells an object of JSON from a list and from everything else. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
