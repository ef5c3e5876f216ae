import { type ObjectChange, readChanges } from "./change-set.ts";
import { type ObjectName, toObjectName } from "./subject.ts";

/** An object could not be applied. */
export interface ApplyFailedMessage {
  /** Which message this is. */
  readonly code: "apply-failed";
  /** The object. */
  readonly object: ObjectName;
  /** Why the API server refused it: `Invalid`, `Forbidden`, `Conflict` and so on. */
  readonly reason?: string;
  /** The fields that it refused, such as `spec.ports[0].port`. */
  readonly fields: readonly string[];
  /** What it said. */
  readonly detail: string;
  /** What had been applied before. */
  readonly changes: readonly ObjectChange[];
}

/** Manifests could not be built, decrypted or validated; nothing was applied. */
export interface BuildFailedMessage {
  /** Which message this is. */
  readonly code: "build-failed";
  /** What failed, in Flux's words: `kustomize build failed`, `post build failed`, `decryption failed` and so on. */
  readonly stage: string;
  /** Name of the object at fault, where it is known: after the build, it is. */
  readonly object?: string;
  /** File at fault, without the temporary folder that it lay in. */
  readonly file?: string;
  /** Line in the file, counted from 1. */
  readonly line?: number;
  /** What the builder said. */
  readonly detail: string;
}

// Names in lower case are those of kubectl, up to Flux 0.15.
const SUBJECT = String.raw`([A-Za-z]\w*)(?:/([^/\s]+))?/([^/\s:]+(?::[^/\s:]+)*)`;
const APPLY_FAILED = new RegExp(
  `^${SUBJECT} (?:dry-run failed(?: \\((\\w+)\\))?|dry-run failed, (?:reason: (\\w+)|error)(?:, error)?|namespace not specified(?:, error)?|not found|validation error|apply failed): (.*)$`,
  "s",
);
const SOPS_ENCRYPTED = new RegExp(`^${SUBJECT} (is SOPS encrypted, .*)$`, "s");
// Go's field errors: <field>: <type of error>…, alone or in a list.
const FIELD =
  /(?:^|[\s[])([\w-]+(?:\.[\w-]+|\[[^\][\s]*\])*): (?:Invalid value|Required value|Unsupported value|Duplicate value|Forbidden|Not found|Too long|Too many|Too few|Internal error)/g;

const BUILD_FAILED =
  /^(kustomize (?:build|create) failed|post build failed|decryption failed|error decrypting sources|validation failed)(?: for '([^']*)')?: (.*)$/s;
const FILE = /(?:^|["'\s])(?:\/tmp\/[^/\s]+\/)?([^\s"':]+\.(?:ya?ml|json))(?=["'\s:]|$)/;
const LINE = /yaml: line (\d+)/;

/**
 * Reads the message of an object that could not be applied.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/errors/errors.go
 */
export function readApplyFailed(message: string): ApplyFailedMessage | undefined {
  const [, kind, namespace, name, reason, legacyReason, text] = APPLY_FAILED.exec(message) ?? withoutReason(message);
  if (kind === undefined || name === undefined || text === undefined) return undefined;
  const refused = reason ?? legacyReason;
  // What was applied before the failure is listed after it.
  const { changes, rest } = readChanges(text);
  const detail = rest.join("\n");
  return {
    code: "apply-failed",
    object: toObjectName(kind, namespace, name),
    ...(refused !== undefined && { reason: refused }),
    fields: [...detail.matchAll(FIELD)].map(([, field = ""]) => field),
    detail,
    changes,
  };
}

/**
 * Reads the message of manifests that could not be built.
 *
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go
 */
export function readBuildFailed(message: string): BuildFailedMessage | undefined {
  const [, stage, object, detail] = BUILD_FAILED.exec(message) ?? [];
  if (stage === undefined || detail === undefined) return undefined;
  const [, file] = FILE.exec(detail) ?? [];
  const [, line] = LINE.exec(detail) ?? [];
  return {
    code: "build-failed",
    stage,
    ...(object !== undefined && { object }),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line: Number(line) }),
    detail,
  };
}

function withoutReason(text: string): readonly (string | undefined)[] {
  const [, kind, namespace, name, detail] = SOPS_ENCRYPTED.exec(text) ?? [];
  return [undefined, kind, namespace, name, undefined, undefined, detail];
}
