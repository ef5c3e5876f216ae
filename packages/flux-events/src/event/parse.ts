import { err, ok, type Result } from "neverthrow";

import { type FluxEventError, MalformedEventError } from "../errors.ts";
import type { FluxEvent, InvolvedObject, Severity } from "./event.ts";
import { isBytes, isJsonObject, isTooDeep, readJson } from "./json.ts";
import { resolveMetadata } from "./metadata.ts";

/** What Flux writes, whole seconds of UTC, on the days that every month has. */
const FLUX_TIME = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
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
  const json = readJson(body);
  return json.isErr() ? err(json.error) : toFluxEvent(json.value);
}

/** Reads an event from a raw body, or from JSON that somebody else has parsed: a message broker, a framework. */
export function readEvent(value: unknown): Result<FluxEvent, FluxEventError> {
  return typeof value === "string" || isBytes(value) ? parseFluxEvent(value) : toFluxEvent(value);
}

/** Reads an event from parsed JSON. */
export function toFluxEvent(json: unknown): Result<FluxEvent, MalformedEventError> {
  if (!isJsonObject(json)) return err(new MalformedEventError("Flux event refused: the body is not a JSON object."));
  if (isTooDeep(json)) {
    return err(new MalformedEventError("Flux event refused: the body is nested too deeply to be an event."));
  }

  const warnings: string[] = [];
  const involvedObject = toInvolvedObject(json["involvedObject"], warnings);
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
    message: toText(json["message"], "message", warnings) ?? "",
    reason: toText(json["reason"], "reason", warnings) ?? "",
    metadata: resolved.metadata,
    reportingController: toText(json["reportingController"], "reportingController", warnings) ?? "",
    reportingInstance: toText(json["reportingInstance"], "reportingInstance", warnings),
    warnings,
  });
}

function toText(value: unknown, key: string, warnings: string[]): string | undefined {
  // Half of a surrogate pair is no text; Go, too, reads it as U+FFFD.
  if (typeof value === "string") return value.toWellFormed();
  if (value !== undefined && value !== null) warnings.push(`${key} is not a string and was left out.`);
  return undefined;
}

function toInvolvedObject(wire: unknown, warnings: string[]): InvolvedObject | undefined {
  if (!isJsonObject(wire)) return undefined;
  const kind = toText(wire["kind"], "kind", warnings);
  const name = toText(wire["name"], "name", warnings);
  if (!kind || !name) return undefined;

  const object: { -readonly [Key in keyof InvolvedObject]: InvolvedObject[Key] } = { kind, name };
  const namespace = toText(wire["namespace"], "namespace", warnings);
  if (namespace !== undefined) object.namespace = namespace;
  const uid = toText(wire["uid"], "uid", warnings);
  if (uid !== undefined) object.uid = uid;
  const apiVersion = toText(wire["apiVersion"], "apiVersion", warnings);
  if (apiVersion !== undefined) object.apiVersion = apiVersion;
  const resourceVersion = toText(wire["resourceVersion"], "resourceVersion", warnings);
  if (resourceVersion !== undefined) object.resourceVersion = resourceVersion;
  const fieldPath = toText(wire["fieldPath"], "fieldPath", warnings);
  if (fieldPath !== undefined) object.fieldPath = fieldPath;
  return object;
}

function toSeverity(value: unknown): Severity {
  return value === "info" || value === "error" ? value : "unknown";
}

// A parser that filled in the present would let an old event look new.
function toTimestamp(value: unknown, warnings: string[]): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && FLUX_TIME.test(value)) return value;
  if (typeof value === "string" && isTime(value)) return value;
  warnings.push("timestamp is not RFC 3339 and was left out.");
  return undefined;
}

function isTime(text: string): boolean {
  const [, year, month, day] = RFC_3339.exec(text) ?? [];
  // JavaScript takes the 30th of February for the 2nd of March.
  if (year === undefined || Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return false;
  // The time of any other date that is none is NaN, which is in no range.
  const time = Date.parse(text);
  return time >= FIRST_TIME && time <= LAST_TIME;
}
