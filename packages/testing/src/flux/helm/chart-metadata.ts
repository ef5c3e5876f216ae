import type { Metadata } from "../sequences/step.ts";
import type { ChartOptions } from "./helm-release-options.ts";
import type { HelmAction } from "./helm-scenario.ts";
import { chartVersion } from "./release-history.ts";

/**
 * Tells what the event of an action says of the chart: its version, and for most actions the version of the app and the
 * digest of the OCI artifact. Never a commit.
 *
 * @see https://github.com/fluxcd/helm-controller/blob/main/internal/reconcile/release.go
 */
export function chartMetadata(chart: ChartOptions, action: Exclude<HelmAction, "prepare">): Metadata {
  const { appVersion, digest } = chart;
  const hasApp = action !== "unlock" && action !== "correct-drift";
  const hasDigest = hasApp && action !== "test";
  return {
    revision: chartVersion(chart),
    ...(hasApp && appVersion !== undefined && { "app-version": appVersion }),
    ...(hasDigest && digest !== undefined && { "oci-digest": digest }),
  };
}
