import type { Diagnostic, DiagnosticCode } from "../diagnostic.ts";

/** A reason why a change of the slot is refused. */
export function refusal(code: DiagnosticCode, message: string, file?: string): Diagnostic {
  return { severity: "error", code, message, ...(file === undefined ? {} : { origin: { file, line: 1 } }) };
}
