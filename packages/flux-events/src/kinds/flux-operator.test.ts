import { describe, expect, it } from "vitest";

import { readSample, rows } from "./sample-rows.ts";

describe("flux-operator", () => {
  const succeeded = (kind: string, message: string) =>
    readSample({ kind }, { severity: "info", reason: "ReconciliationSucceeded", message });

  it.each([
    ...rows("ResourceSet", "info", "progressing", "applied", "ApplySucceeded"),
    ...rows("ResourceSet", "info", "neutral", "dependency", "DependencyNotReady"),
    ...rows("ResourceSet", "error", "failed", "build-failed", "BuildFailed"),
    ...rows("ResourceSet", "error", "failed", "apply-failed", "ReconciliationFailed"),
    ...rows("FluxInstance", "error", "failed", "artifact-failed", "ArtifactFailed"),
    ...rows("ResourceSetInputProvider", "info", "neutral", "source", "ReconciliationSucceeded"),
    ...rows("ResourceSetInputProvider", "error", "neutral", "source-failed", "InvalidSchedule InvalidSpec"),
  ])("%s %s %s is %s, %s", (kind, severity, reason, phase, why) => {
    expect(readSample({ kind, apiVersion: "fluxcd.controlplane.io/v1" }, { severity, reason })).toMatchObject({
      phase,
      why,
    });
  });

  it("succeeds at the end of a reconciliation, and at no other words of that reason", () => {
    expect(succeeded("ResourceSet", "Reconciliation finished in 2s").why).toBe("finished");
    expect(succeeded("FluxInstance", "Uninstallation completed in 2s").phase).toBe("neutral");
  });
});
