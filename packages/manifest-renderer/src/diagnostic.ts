/** Where a finding was written: a file of the templates or of the slot, and the line in it. */
export interface Origin {
  /** Path in the file set, or the name that the caller gave. */
  readonly file: string;
  /** Line, counted from 1. */
  readonly line: number;
}

/** What a diagnostic is about. Guards can be set under {@link GuardOptions}. */
export type DiagnosticCode =
  | "changes/deleted-by-hand"
  | "changes/edited-by-hand"
  | "changes/empty"
  | "changes/mass-deletion"
  | "changes/path-clash"
  | "changes/unmanaged-file"
  | "changes/unmanaged-folder"
  | "changes/unsafe-path"
  | "engine/nondeterministic"
  | "engine/warning"
  | "flux/substitution"
  | "flux/too-many-resources"
  | "helm/hook"
  | "image/ambiguous"
  | "image/invalid-reference"
  | "image/mutable"
  | "image/unmatched"
  | "namespace/conflict"
  | "namespace/missing"
  | "placeholder/in-comment"
  | "placeholder/not-a-scalar"
  | "placeholder/too-long"
  | "placeholder/type"
  | "placeholder/undefined"
  | "placeholder/unresolved"
  | "render/binary-file"
  | "render/empty"
  | "schema/required"
  | "schema/type"
  | "schema/unknown-field"
  | "schema/unknown-kind"
  | "secret/plaintext"
  | "secret/leaked"
  | "yaml/ambiguous-scalar"
  | `policy/${string}`;

/** One finding: what is wrong, where, and what to do about it. It never holds a value of a Secret. */
export interface Diagnostic {
  /** Whether the finding stops the render, or is only shown. */
  readonly severity: "error" | "warning";
  /** What the finding is about. */
  readonly code: DiagnosticCode;
  /** What is wrong and what to do, in one line. */
  readonly message: string;
  /** File and line, where known. */
  readonly origin?: Origin;
  /** The object, as `Kind.group namespace/name`, where the finding belongs to one. */
  readonly resource?: string;
  /** Field of the object, for example `spec.template.spec.containers[name=cart].image`. */
  readonly path?: string;
}

/** What a guard or a schema finds in one object; whether it stops the render is for the options to say. */
export type Finding = Pick<Diagnostic, "code" | "message" | "path">;

/**
 * Writes a diagnostic as one line: `file:line: Kind namespace/name field: message (code)`.
 *
 * @example
 * ```ts source="./diagnostic.examples.ts#formatDiagnostic"
 * const warnings = tree.diagnostics.map(formatDiagnostic);
 * // ["service.yaml:1: Service cart metadata.namespace: no namespace is set; ... (namespace/missing)"]
 * ```
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { origin, resource, path, message, code } = diagnostic;
  const place = origin === undefined ? "" : `${origin.file}:${origin.line}: `;
  const subject = [resource, path].filter((part) => part !== undefined).join(" ");
  return `${place}${subject === "" ? "" : `${subject}: `}${message} (${code})`;
}
