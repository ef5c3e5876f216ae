import type { Drift } from "../kustomize/drift.ts";
import type { Step } from "./step.ts";

/** Objects of a release that differ from its manifest: an error, without metadata, whatever is done about it. */
export function driftDetected(release: string, { changed = [], removed = [] }: Drift, after: number): Step {
  const lines = [
    ...changed.map((object) => `${object} changed (0 additions, 1 changes, 0 removals)`),
    ...removed.map((object) => `${object} removed`),
  ];
  const message = `Cluster state of release ${release} has drifted from the desired state:\n${lines.join("\n")}`;
  return { after, severity: "error", reason: "DriftDetected", message, metadata: "none" };
}

/** The objects are as they should be again. */
export function driftCorrected(release: string, drift: Drift, after: number): Step {
  const message = `Cluster state of release ${release} has been corrected:\n${corrections(drift).join("\n")}`;
  return { after, severity: "info", reason: "DriftCorrected", message, metadata: "revision" };
}

/** Some of the objects could not be set right, or none. */
export function driftCorrectionFailed(
  release: string,
  { error, corrected, after }: { readonly error: string; readonly corrected: Drift; readonly after: number },
): Step {
  const successes = corrections(corrected);
  const how = successes.length === 0 ? "correct" : "partially correct";
  const list = successes.length === 0 ? "" : `\n\nSuccessful corrections:\n${successes.join("\n")}`;
  const message = `Failed to ${how} cluster state of release ${release}:\n${error}${list}`;
  return { after, severity: "error", reason: "DriftCorrectionFailed", message, metadata: "revision" };
}

function corrections({ changed = [], removed = [] }: Drift): readonly string[] {
  return [...changed.map((object) => `${object} configured`), ...removed.map((object) => `${object} created`)];
}
