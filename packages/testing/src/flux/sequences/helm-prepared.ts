import type { HelmInventoryBuildFailed, HelmNamespaceCheckSkipped, HelmUnprepared } from "../helm/helm-scenario.ts";
import type { Step } from "./step.ts";

/** What the texts are made of. */
export interface HelmPreparation {
  /** The HelmRelease, as `namespace/name`. */
  readonly helmRelease: string;
  /** The source of the chart, as `Kind/namespace/name`. */
  readonly source: string;
  /** Address of the chart inside the cluster. */
  readonly chartUrl: string;
}

/** The chart or the values are not to be had: an error that names no revision. */
export function helmUnprepared({ code, message }: HelmUnprepared, preparation: HelmPreparation): Step {
  const [reason, text] = unprepared(code, preparation);
  return { after: 0, severity: "error", reason, message: message ?? text, metadata: "none" };
}

/** Something beside the release went wrong: an error that names no revision, before the success. */
export function helmWarned(
  warning: HelmInventoryBuildFailed | HelmNamespaceCheckSkipped,
  helmRelease: string,
  after: number,
): Step {
  const step = { after, severity: "error", metadata: "none" } as const;
  if (warning.code === "namespace-check-skipped") {
    return { ...step, reason: "NamespaceCheckSkipped", message: warning.message };
  }
  const { message = `failed to build inventory for ${helmRelease}: connection refused` } = warning;
  return { ...step, reason: "InventoryBuildFailed", message };
}

/** Another HelmRelease is not ready: Flux says so and looks again after a while. */
export function helmDependencyNotReady(dependency: string): Step {
  const message = `dependency '${dependency}' is not ready`;
  return { after: 0, severity: "info", reason: "DependencyNotReady", message, metadata: "none" };
}

/** A newer configuration has ended the wait of a Helm action, whose failure was told before. */
export function helmHealthCheckCancelled(trigger: string): Step {
  const message = `Health checks canceled due to new reconciliation triggered by ${trigger}`;
  return { after: 0, severity: "info", reason: "HealthCheckCanceled", message, metadata: "none" };
}

function unprepared(
  code: HelmUnprepared["code"],
  { helmRelease, source, chartUrl }: HelmPreparation,
): readonly [reason: string, message: string] {
  switch (code) {
    case "artifact-failed":
      return ["ArtifactFailed", `failed to download chart from '${chartUrl}' (status: 503 Service Unavailable)`];
    case "values-error": {
      const secret = `could not resolve Secret chart values reference '${helmRelease}' with key 'values.yaml'`;
      const name = helmRelease.split("/")[1] ?? helmRelease;
      return ["ValuesError", `${secret}: secrets "${name}" not found`];
    }
    case "access-denied":
      return ["AccessDenied", `can't access '${source}', cross-namespace references have been blocked`];
    case "invalid-cel-expression":
      return ["InvalidCELExpression", "failed to parse the expression"];
  }
}
