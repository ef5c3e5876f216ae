import { compareObservations } from "./compare.ts";
import type { Observation } from "./outcome.ts";

export function compareExample(): Observation | undefined {
  //#region compareObservations
  const succeeded: Observation = { phase: "succeeded", at: "2026-09-01T10:00:21Z" };
  const late: Observation = { phase: "progressing", at: "2026-09-01T10:00:23Z" };
  const shown = [succeeded, late].sort(compareObservations).at(-1); // succeeded
  //#endregion
  return shown;
}
