import { Result } from "neverthrow";

import type { Diagnostic, DiagnosticCode } from "../diagnostic.ts";
import type { Resource } from "../resource/resource.ts";
import { withAction } from "./apply-guard-options.ts";
import type { GuardOptions } from "./guard-options.ts";

/** What a policy may look at beside the resource. */
export interface PolicyContext {
  /** Name of the app. */
  readonly app: string;
  /** Name of the environment. */
  readonly environment: string;
}

/** What a policy has against a resource. */
export interface PolicyFinding {
  /** What is wrong and what to do, in one line. It is shown in pull requests: no value of a Secret may be in it. */
  readonly message: string;
  /** Field of the resource, for example `spec.replicas`. */
  readonly path?: string;
  /** Whether the finding stops the render. Default `error`. */
  readonly severity?: "error" | "warning";
}

/**
 * A rule of the team about each resource. Its findings have the code `policy/<name>`.
 *
 * @example
 * ```ts source="./policy.examples.ts#policy"
 * const singleInDev: Policy = {
 *   name: "single-in-dev",
 *   check: ({ kind, spec }, { environment }) =>
 *     environment === "dev" && kind === "Deployment" && isJsonObject(spec) && spec["replicas"] !== 1
 *       ? [{ path: "spec.replicas", message: "dev runs one replica of each app", severity: "warning" }]
 *       : [],
 * };
 * ```
 */
export interface Policy {
  /** Name, for example `resource-limits`; `guards: { "policy/resource-limits": "warn" }` changes what its findings do. */
  readonly name: string;
  /** Looks at one resource. Equal input must give an equal answer, because answers are kept. */
  check(resource: Resource, context: PolicyContext): readonly PolicyFinding[];
}

/** Asks the policies about a resource. A policy that throws has not agreed: its failure is a finding. */
export function checkPolicies(
  resource: Resource,
  policies: readonly Policy[],
  context: PolicyContext,
  options: GuardOptions,
): readonly Diagnostic[] {
  return policies.flatMap((policy) => {
    const code = `policy/${policy.name}` as const;
    const action = options[code];
    if (action === "allow") return [];
    const check = Result.fromThrowable(() => policy.check(resource, context), failureOf);
    const findings = check().match(
      (found) => found.map((finding) => toDiagnostic(code, finding)),
      (message) => [toDiagnostic(code, { message })],
    );
    return action === undefined ? findings : withAction(findings, action);
  });
}

function toDiagnostic(code: DiagnosticCode, { message, path, severity = "error" }: PolicyFinding): Diagnostic {
  return path === undefined ? { severity, code, message } : { severity, code, message, path };
}

function failureOf(thrown: unknown): string {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return `the policy failed, and cannot say whether the object is right: ${reason}`;
}
