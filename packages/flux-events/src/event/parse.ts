import { err, ok, type Result } from "neverthrow";

import { type FluxEventError, MalformedEventError } from "../errors.ts";
import type { FluxEvent, InvolvedObject, Severity } from "./event.ts";
import { readJson } from "./json.ts";
import { resolveMetadata } from "./metadata.ts";

type JsonObject = Readonly<Record<string, unknown>>;

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** Years that a time may lie in, in UTC: beyond them an offset makes a time that RFC 3339 cannot write. */
const YEARS = { first: 1970, last: 9999 };

/**
 * Parses the body of a notification of Flux.
 *
 * The body must be a JSON object whose `involvedObject` has a kind and a name. All else is tolerated: unknown fields are
 * ignored, an absent or odd field gets its neutral value and, where something was lost, a warning. It never throws.
 * It proves nothing about the sender: use {@link receiveFluxEvent} for requests.
 *
 * @returns the event, or `FLUX_EVENT_TOO_LARGE` above 3 MiB, or `FLUX_EVENT_MALFORMED`.
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

function toFluxEvent(json: unknown): Result<FluxEvent, MalformedEventError> {
  if (!isJsonObject(json)) return err(new MalformedEventError("Flux event refused: the body is not a JSON object."));

  const warnings: string[] = [];
  const text = (object: JsonObject, key: string): string | undefined => {
    const value = object[key];
    if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
    warnings.push(`${key} is not a string and was left out.`);
    return undefined;
  };

  const wireObject = isJsonObject(json["involvedObject"]) ? json["involvedObject"] : {};
  const kind = text(wireObject, "kind");
  const name = text(wireObject, "name");
  if (!kind || !name) {
    return err(new MalformedEventError("Flux event refused: involvedObject has no kind, or no name."));
  }
  const involvedObject: InvolvedObject = { kind, name, ...optionalParts(wireObject, text) };

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

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const OPTIONAL_PARTS = ["namespace", "uid", "apiVersion", "resourceVersion", "fieldPath"] as const;

function optionalParts(
  wire: JsonObject,
  text: (object: JsonObject, key: string) => string | undefined,
): Omit<InvolvedObject, "kind" | "name"> {
  return Object.fromEntries(
    OPTIONAL_PARTS.map((key) => [key, text(wire, key)] as const).filter(([, value]) => value !== undefined),
  );
}

function toSeverity(value: unknown): Severity {
  return value === "info" || value === "error" ? value : "unknown";
}

// A parser that filled in the present would let an old event look new.
function toTimestamp(value: unknown, warnings: string[]): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && RFC_3339.test(value) && hasKnownYear(value)) return value;
  warnings.push("timestamp is not RFC 3339 and was left out.");
  return undefined;
}

function hasKnownYear(timestamp: string): boolean {
  // The year of a date that is none is NaN, which is neither.
  const year = new Date(timestamp).getUTCFullYear();
  return year >= YEARS.first && year <= YEARS.last;
}
