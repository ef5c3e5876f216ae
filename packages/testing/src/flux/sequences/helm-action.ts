import type { Step } from "./step.ts";

/** A release and its chart, as the texts of its events name them. */
export interface HelmTarget {
  /** Release, as `namespace/name.v3`; without the version where none was made. */
  readonly release: string;
  /** Chart, as `name@version`. */
  readonly chart: string;
  /** How long the action takes. */
  readonly took: number;
}

/** How a Helm action ends. */
export type HelmResult =
  | { readonly code: "succeeded"; readonly details?: string }
  | { readonly code: "failed"; readonly error: string; readonly logs?: readonly string[] };

/** A Helm action that events tell of; `remediation` uninstalls what failed. */
export type ToldHelmAction = "install" | "upgrade" | "test" | "rollback" | "remediation" | "uninstall";

const REASONS: Readonly<Record<ToldHelmAction, string>> = {
  install: "Install",
  upgrade: "Upgrade",
  test: "Test",
  rollback: "Rollback",
  remediation: "Uninstall",
  uninstall: "Uninstall",
};

/**
 * One event when a Helm action has ended; none when it begins.
 *
 * @see https://github.com/fluxcd/helm-controller/tree/main/internal/reconcile
 */
export function helmAction(action: ToldHelmAction, target: HelmTarget, result: HelmResult): Step {
  const isSuccess = result.code === "succeeded";
  const text = message(action, target, isSuccess ? "succeeded" : "failed");
  return {
    after: target.took,
    severity: isSuccess ? "info" : "error",
    reason: `${REASONS[action]}${isSuccess ? "Succeeded" : "Failed"}`,
    message: isSuccess ? withDetails(text, result.details) : `${text}: ${result.error}${lastLogs(result.logs)}`,
    metadata: "revision",
    ...((action === "install" || action === "upgrade") && { isHealthCheck: true }),
  };
}

function message(action: ToldHelmAction, { release, chart }: HelmTarget, outcome: "succeeded" | "failed"): string {
  if (action === "rollback") return `Helm rollback to previous release ${release} with chart ${chart} ${outcome}`;
  if (action === "remediation")
    return `Helm uninstall remediation for release ${release} with chart ${chart} ${outcome}`;
  return `Helm ${action} ${outcome} for release ${release} with chart ${chart}`;
}

function withDetails(text: string, details: string | undefined): string {
  return details === undefined ? text : `${text}: ${details}`;
}

function lastLogs(lines: readonly string[] = []): string {
  return lines.length === 0 ? "" : `\n\nLast Helm logs:\n\n${lines.join("\n")}`;
}

/** What a successful test says of its hooks. */
export function testedHooks(hooks: number): string {
  if (hooks === 0) return "no test hooks";
  return `${hooks} test ${hooks === 1 ? "hook" : "hooks"} completed successfully`;
}
