import type { Step } from "./step.ts";

/** A source has stored an artifact; `isRecovery` when it is the one that it had before a failure. */
export function artifactStored(message: string, isRecovery: boolean): readonly Step[] {
  const reason = isRecovery ? "Succeeded" : "NewArtifact";
  return [{ after: 0, severity: "info", reason, message, metadata: "revision" }];
}
