import { err, ok, Result } from "neverthrow";

import { EventTooLargeError, MalformedEventError } from "../errors.ts";

/**
 * Largest body that is read, in bytes: 3 MiB, the limit of Flux's notification-controller.
 *
 * @see https://github.com/fluxcd/notification-controller/blob/main/internal/server/limits.go
 */
export const MAX_EVENT_BYTES = 3 * 1024 * 1024;

/** An event is three levels deep, a dispatched one five; a nest of brackets is an attack on whoever walks it. */
const MAX_DEPTH = 32;

const decodeUtf8 = Result.fromThrowable(
  (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
  () => new MalformedEventError("Flux event refused: the body is not UTF-8."),
);

const parseJson = Result.fromThrowable(
  (text: string): unknown => JSON.parse(text),
  // The parser's own message quotes the body, so it is not passed on.
  () => new MalformedEventError("Flux event refused: the body is not JSON."),
);

/** Refuses what is too large to be an event, before anything is computed over it. */
export function checkSize(body: string | Uint8Array): Result<void, EventTooLargeError | MalformedEventError> {
  if (typeof body !== "string" && !ArrayBuffer.isView(body)) {
    return err(
      new MalformedEventError(
        "Flux event refused: the body is neither text nor bytes. Hand over the raw body, before any JSON body parser.",
      ),
    );
  }
  const size = typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
  if (size <= MAX_EVENT_BYTES) return ok();
  return err(new EventTooLargeError(`Flux event refused: ${size} bytes, the limit is ${MAX_EVENT_BYTES}.`));
}

/** Reads a body as JSON, refusing what is too large, not UTF-8, or nested too deeply. */
export function readJson(body: string | Uint8Array): Result<unknown, EventTooLargeError | MalformedEventError> {
  return checkSize(body)
    .andThen(() => (typeof body === "string" ? ok(body) : decodeUtf8(body)))
    .andThen(checkDepth)
    .andThen(parseJson);
}

function checkDepth(text: string): Result<string, MalformedEventError> {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quoted) {
      if (character === "\\") index++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth > MAX_DEPTH) {
      return err(new MalformedEventError(`Flux event refused: the body is nested more than ${MAX_DEPTH} levels deep.`));
    }
  }
  return ok(text);
}
