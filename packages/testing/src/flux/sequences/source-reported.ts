import type { SourceReport } from "../reports/source-report.ts";
import { humanSize } from "../wire/human-size.ts";
import type { Step } from "./step.ts";

/**
 * A source has stored an artifact.
 *
 * @param isRecovery Whether it is the one that it had before a failure.
 * @see https://github.com/fluxcd/source-controller/tree/main/internal/controller
 */
export function sourceReported(report: SourceReport, isRecovery: boolean): readonly Step[] {
  const stored = isRecovery ? "Succeeded" : "NewArtifact";
  switch (report.code) {
    case "bucket-stored":
      return say(stored, `stored artifact with ${report.files} fetched files from '${report.bucket}' bucket`);
    case "helm-repository-stored":
      return say(stored, `stored fetched index of size ${humanSize(report.size)} from '${report.url}'`);
    case "chart-pulled":
      return say("ChartPullSucceeded", `pulled '${report.chart}' chart with version '${report.version}'`);
    case "chart-packaged": {
      const { chart, version, valuesFiles = [] } = report;
      const merged = valuesFiles.length === 0 ? "" : ` and merged values files [${valuesFiles.join(" ")}]`;
      return say("ChartPackageSucceeded", `packaged '${chart}' chart with version '${version}'${merged}`);
    }
    case "external-artifacts-reconciled": {
      const lines = report.artifacts.map(({ name, digest }) => `${name} (${digest})`);
      return say("Ready", `external artifacts reconciled: ${lines.join("\n")}`, "none");
    }
  }
}

function say(reason: string, message: string, metadata: Step["metadata"] = "revision"): readonly Step[] {
  return [{ after: 0, severity: "info", reason, message, metadata }];
}
