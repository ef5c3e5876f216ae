import { goDuration } from "../wire/go-duration.ts";
import type { Step } from "./step.ts";

/** Another Kustomization is not ready at this revision: Flux says so and looks again after a while. */
export function dependencyNotReady(requeueAfter: number): readonly Step[] {
  const message = `Dependencies do not meet ready condition, retrying in ${goDuration(requeueAfter)}`;
  return [{ after: 0, severity: "info", reason: "DependencyNotReady", message, metadata: "revision" }];
}
