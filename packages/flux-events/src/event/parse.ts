import { err, ok, type Result } from "neverthrow";

import { type FluxEventError, MalformedEventError } from "../errors.ts";
import type { FluxEvent, InvolvedObject, Severity } from "./event.ts";
import { isJsonObject, isTooDeep, type JsonObject, readJson } from "./json.ts";
import { resolveMetadata } from "./metadata.ts";

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** Times that are kept: beyond them an offset makes a year that RFC 3339 cannot write in UTC. */
const FIRST_TIME = Date.UTC(1970, 0);
const LAST_TIME = Date.UTC(10_000, 0) - 1;

/**
 * Parses the body of a notification of Flux.
 *
 * The body must be a JSON object whose `involvedObject` has a kind and a name. All else is tolerated: unknown fields are
 * ignored, an absent or odd field gets its neutral value and, where something was lost, a warning. It never throws.
 * It proves nothing about the sender: use {@link receiveFluxEvent} for requests.
 *
 * @returns the event, or `FLUX_EVENT_TOO_LARGE` above 3 MiB, or `FLUX_EVENT_MALFORMED`, also when it is nested more than
 * 32 levels deep.
 * @example
 * ```ts source="./parse.examples.ts#parseFluxEvent"
 * const parsed = parseFluxEvent(body);
 * return parsed.match(
 *   ({ involvedObject, reason }) => `${involvedObject.kind}/${involvedObject.name}: ${reason}`,
 *   (error) => `${error.code}: ${error.message}`,
 * );
 * ```
 * @see https://fluxcd.io/flux/components/notification/providers/#generic-webhook
 */
export function parseFluxEvent(body: string | Uint8Array): Result<FluxEvent, FluxEventError> {
  return readJson(body).andThen(toFluxEvent);
}

/** Reads an event from JSON that is parsed already: by {@link readJson}, by a message broker, or by a framework. */
export function toFluxEvent(json: unknown): Result<FluxEvent, MalformedEventError> {
  if (!isJsonObject(json)) return err(new MalformedEventError("Flux event refused: the body is not a JSON object."));
  if (isTooDeep(json)) {
    return err(new MalformedEventError("Flux event refused: the body is nested too deeply to be an event."));
  }

  const warnings: string[] = [];
  const text = (object: JsonObject, key: string): string | undefined => {
    const value = object[key];
    // Half of a surrogate pair is no text; Go, too, reads it as U+FFFD.
    if (typeof value === "string") return value.toWellFormed();
    if (value !== undefined && value !== null) warnings.push(`${key} is not a string and was left out.`);
    return undefined;
  };

  const involvedObject = toInvolvedObject(json["involvedObject"], text);
  if (involvedObject === undefined) {
    return err(new MalformedEventError("Flux event refused: involvedObject has no kind, or no name."));
  }

  const metadata = isJsonObject(json["metadata"]) ? json["metadata"] : {};
  const resolved = resolveMetadata(metadata, involvedObject.apiVersion);
  if (resolved.dropped.length > 0) {
    warnings.push(`${resolved.dropped.length} metadata value(s) are not strings and were left out.`);
  }

  return ok({
    involvedObject,
    severity: toSeverity(json["severity"]),
    timestamp: toTimestamp(json["timestamp"], warnings),
    message: text(json, "message") ?? "",
    reason: text(json, "reason") ?? "",
    metadata: resolved.metadata,
    reportingController: text(json, "reportingController") ?? "",
    reportingInstance: text(json, "reportingInstance"),
    warnings,
  });
}

const OPTIONAL_PARTS = ["namespace", "uid", "apiVersion", "resourceVersion", "fieldPath"] as const;

function toInvolvedObject(
  wire: unknown,
  text: (object: JsonObject, key: string) => string | undefined,
): InvolvedObject | undefined {
  if (!isJsonObject(wire)) return undefined;
  const kind = text(wire, "kind");
  const name = text(wire, "name");
  if (!kind || !name) return undefined;

  const object: { -readonly [Key in keyof InvolvedObject]: InvolvedObject[Key] } = { kind, name };
  for (const key of OPTIONAL_PARTS) {
    const part = text(wire, key);
    if (part !== undefined) object[key] = part;
  }
  return object;
}

function toSeverity(value: unknown): Severity {
  return value === "info" || value === "error" ? value : "unknown";
}

// A parser that filled in the present would let an old event look new.
function toTimestamp(value: unknown, warnings: string[]): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && RFC_3339.test(value)) {
    // The time of a date that is none is NaN, which is in no range.
    const time = Date.parse(value);
    if (time >= FIRST_TIME && time <= LAST_TIME) return value;
  }
  warnings.push("timestamp is not RFC 3339 and was left out.");
  return undefined;
}
