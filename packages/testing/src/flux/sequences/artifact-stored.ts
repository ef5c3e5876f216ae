import type { Step } from "./step.ts";

/** The source has fetched a commit; `isRecovery` when it is the commit that it had before a failure. */
export function artifactStored(subject: string, isRecovery: boolean): readonly Step[] {
  const reason = isRecovery ? "Succeeded" : "NewArtifact";
  return [
    { after: 0, severity: "info", reason, message: `stored artifact for commit '${subject}'`, metadata: "revision" },
  ];
}
