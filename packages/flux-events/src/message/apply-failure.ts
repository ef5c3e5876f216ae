import { type ObjectChange, readChanges } from "./change-set.ts";
import { type ObjectName, toObjectName } from "./subject.ts";

/** What keeps an object from being applied. */
export type ApplyProblem = "dry-run" | "no-namespace" | "not-found" | "invalid" | "encrypted" | "apply";

/** An object could not be applied. */
export interface ApplyFailedMessage {
  /** Which message this is. */
  readonly code: "apply-failed";
  /** The object. */
  readonly object: ObjectName;
  /**
   * What failed: the `dry-run`, the API server would not take it; `no-namespace`, it names none and needs one; `not-found`,
   * also of its kind; `invalid`, the validation of 2020; `encrypted`, SOPS did it and no decryption is configured; or the
   * `apply` itself.
   */
  readonly problem: ApplyProblem;
  /** Why the API server refused it: `Invalid`, `Forbidden`, `Conflict` and so on. */
  readonly reason?: string;
  /** The fields that it refused, such as `spec.ports[0].port`. */
  readonly fields: readonly string[];
  /** What was said of it. */
  readonly detail: string;
  /** What had been applied before. */
  readonly changes: readonly ObjectChange[];
}

// Names in lower case are those of kubectl, up to Flux 0.15.
const OBJECT = String.raw`(?<kind>[A-Za-z][\w-]*)(?:/(?<namespace>[^/\s]+))?/(?<name>[^/\s:]+(?::[^/\s:]+)*)`;
const REASON = String.raw`(?: \((?<reason>\w+)\)|, reason: (?<legacyReason>\w+))?`;
const FORMS: readonly (readonly [ApplyProblem, RegExp])[] = (
  [
    ["dry-run", `dry-run failed${REASON}(?:, error)?: `],
    ["no-namespace", "namespace not specified(?:, error)?: "],
    ["not-found", "not found: "],
    ["invalid", "validation error: "],
    ["encrypted", "(?=is SOPS encrypted)"],
    ["apply", "apply failed: "],
  ] as const
).map(([problem, said]) => [problem, new RegExp(`^${OBJECT} ${said}(?<detail>.*)$`, "s")]);
// Go's field errors: <field>: <type of error>…, alone or in a list.
const FIELD =
  /(?:^|[\s[])([\w-]+(?:\.[\w-]+|\[[^\][\s]*\])*): (?:Invalid value|Required value|Unsupported value|Duplicate value|Forbidden|Not found|Too long|Too many|Too few|Internal error)/g;

/**
 * Reads the message of an object that could not be applied.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/errors/errors.go
 */
export function readApplyFailed(message: string): ApplyFailedMessage | undefined {
  for (const [problem, form] of FORMS) {
    const groups: Readonly<Record<string, string | undefined>> | undefined = form.exec(message)?.groups;
    if (groups === undefined) continue;
    const { kind = "", namespace, name = "", reason = groups["legacyReason"], detail: text = "" } = groups;
    // What was applied before the failure is listed after it.
    const { changes, rest } = readChanges(text);
    const detail = rest.join("\n");
    return {
      code: "apply-failed",
      object: toObjectName(kind, namespace, name),
      problem,
      ...(reason !== undefined && { reason }),
      fields: [...detail.matchAll(FIELD)].map(([, field = ""]) => field),
      detail,
      changes,
    };
  }
  return undefined;
}
