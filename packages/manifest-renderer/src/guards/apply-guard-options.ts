import type { Diagnostic, DiagnosticCode } from "../diagnostic.ts";
import type { GuardAction, GuardName, GuardOptions } from "./guard-options.ts";
import { actionOf } from "./guard-options.ts";

/** The guard that decides about each code; the other codes are errors of their own. */
const GUARD_OF: Partial<Record<DiagnosticCode, GuardName>> = {
  "engine/nondeterministic": "nondeterministicTemplate",
  "flux/substitution": "fluxSubstitution",
  "flux/too-many-resources": "tooManyResources",
  "helm/hook": "helmHook",
  "image/mutable": "mutableImage",
  "image/unmatched": "unmatchedImage",
  "namespace/conflict": "foreignNamespace",
  "namespace/missing": "missingNamespace",
  "placeholder/unresolved": "unresolvedPlaceholder",
  "render/empty": "emptyRender",
  "schema/required": "requiredField",
  "schema/type": "fieldType",
  "schema/unknown-field": "unknownField",
  "schema/unknown-kind": "unknownKind",
  "secret/plaintext": "plaintextSecret",
  "yaml/ambiguous-scalar": "ambiguousScalar",
};

/**
 * Applies the options to findings that the reader, an engine or a schema made: by their codes, they get the severity of
 * their guard, or are left out. Codes that belong to no guard keep their severity.
 */
export function applyGuardOptions(findings: readonly Diagnostic[], options: GuardOptions): readonly Diagnostic[] {
  return findings.flatMap((finding) => {
    const guard = GUARD_OF[finding.code];
    return guard === undefined ? [finding] : withAction([finding], actionOf(guard, options));
  });
}

/** Gives findings the severity of an action; `allow` leaves them out. */
export function withAction(
  findings: readonly Omit<Diagnostic, "severity">[],
  action: GuardAction,
): readonly Diagnostic[] {
  if (action === "allow") return [];
  return findings.map((finding) => ({ ...finding, severity: action === "warn" ? "warning" : "error" }));
}
