import type { Step } from "./step.ts";

/** The folder does not exist at this revision: one error, and nothing is applied or pruned. */
export function pathNotFound(directory: string, applyTime: number): readonly Step[] {
  const message = `kustomization path not found: stat ${directory}: no such file or directory`;
  return [{ after: applyTime, severity: "error", reason: "ArtifactFailed", message, metadata: "revision" }];
}
