import type { Diagnostic, Origin } from "./diagnostic.ts";
import { formatDiagnostic } from "./diagnostic.ts";
import type { EngineError } from "./engines/errors.ts";
import type { Limits } from "./limits.ts";
import type { PatchInvalidError } from "./patches/errors.ts";
import type { SealFailedError } from "./secrets/errors.ts";

/**
 * A text is not YAML as Kubernetes reads it, or kubectl and kustomize would read it in different ways.
 *
 * The message ends with the line and a caret under the place.
 */
export class YamlError extends Error {
  override readonly name = "YamlError";
  readonly code = "YAML_INVALID";
  /** File that was read. */
  readonly file: string;
  /** Line in the file, counted from 1. */
  readonly line: number;
  /** Column in the line, counted from 1. */
  readonly column: number;

  constructor(message: string, place: { readonly file: string; readonly line: number; readonly column: number }) {
    super(message);
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
  }
}

/** A document is YAML, but not a Kubernetes object that can be recognised again: it lacks `apiVersion`, `kind` or `metadata.name`. */
export class ResourceInvalidError extends Error {
  override readonly name = "ResourceInvalidError";
  readonly code = "RESOURCE_INVALID";
  /** Where the document starts. */
  readonly origin: Origin;

  constructor(message: string, origin: Origin) {
    super(`${origin.file}:${origin.line}: ${message}`);
    this.origin = origin;
  }
}

/** Two documents describe the same object: the one that is applied last would win. */
export class DuplicateResourceError extends Error {
  override readonly name = "DuplicateResourceError";
  readonly code = "RESOURCE_DUPLICATE";
  /** Where the two documents start. */
  readonly origins: readonly [Origin, Origin];

  constructor(resource: string, origins: readonly [Origin, Origin]) {
    const [first, second] = origins.map((origin) => `${origin.file}:${origin.line}`);
    super(`${resource} is described twice, at ${first ?? ""} and at ${second ?? ""}: keep one of them.`);
    this.origins = origins;
  }
}

/** A resource holds a value that YAML for Kubernetes cannot carry, for example NaN or half of a surrogate pair. */
export class ResourceUnwritableError extends Error {
  override readonly name = "ResourceUnwritableError";
  readonly code = "RESOURCE_UNWRITABLE";
  /** Field of the resource. */
  readonly path: string;

  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}

/** A file of the templates has an unsafe path, or is not UTF-8. */
export class FileInvalidError extends Error {
  override readonly name = "FileInvalidError";
  readonly code = "FILE_INVALID";
  /** Path of the file, as it was given. */
  readonly file: string;

  constructor(message: string, file: string) {
    super(message);
    this.file = file;
  }
}

/** The folders of a layout do not lie side by side inside of the slot: Flux would apply what is not meant for it. */
export class LayoutInvalidError extends Error {
  override readonly name = "LayoutInvalidError";
  readonly code = "LAYOUT_INVALID";

  constructor(problem: string) {
    super(`The layout of the slot cannot be used: ${problem}`);
  }
}

/** An input or the output is larger than its limit. */
export class LimitExceededError extends Error {
  override readonly name = "LimitExceededError";
  readonly code = "LIMIT_EXCEEDED";
  /** Limit that was exceeded. */
  readonly limit: keyof Limits;
  /** Value of that limit. */
  readonly max: number;

  constructor(limit: keyof Limits, max: number, where: string) {
    super(`${where} exceeds the limit ${limit} (${max}): split the input, or raise the limit.`);
    this.limit = limit;
    this.max = max;
  }
}

/** The templates can be read, but a guard refuses what would come of them. Lists every finding, not only the first. */
export class RenderRejectedError extends Error {
  override readonly name = "RenderRejectedError";
  readonly code = "RENDER_REJECTED";
  /** All findings, errors and warnings. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(subject: string, diagnostics: readonly Diagnostic[]) {
    super(`${subject} is refused:\n${diagnosticLines(diagnostics)}`);
    this.diagnostics = diagnostics;
  }
}

/** The change of a slot would delete, overwrite or take over what is not known to be ours. Lists every finding. */
export class ChangesRefusedError extends Error {
  override readonly name = "ChangesRefusedError";
  readonly code = "CHANGES_REFUSED";
  /** All findings. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(`The change of the slot is refused:\n${diagnosticLines(diagnostics)}`);
    this.diagnostics = diagnostics;
  }
}

/** Everything that can go wrong while manifests are read, rendered or written. */
export type RenderError =
  | DuplicateResourceError
  | EngineError
  | FileInvalidError
  | LayoutInvalidError
  | LimitExceededError
  | PatchInvalidError
  | RenderRejectedError
  | ResourceInvalidError
  | ResourceUnwritableError
  | SealFailedError
  | YamlError;

/** Every expected failure of this module; those of the disk are in the module `node`. */
export type ManifestRendererError = ChangesRefusedError | RenderError;

function diagnosticLines(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === "error")
    .map((diagnostic) => `- ${formatDiagnostic(diagnostic)}`)
    .join("\n");
}
