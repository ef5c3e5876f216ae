import type { FluxEvent } from "../event/event.ts";
import { isEventOf } from "./kinds.ts";

export function isEventOfExample(event: FluxEvent): string {
  //#region isEventOf
  if (isEventOf(event, "HelmRelease", "InstallFailed", "UpgradeFailed")) {
    return `${event.metadata.revision ?? "a chart"} was not released: ${event.reason}`;
  }
  //#endregion
  return "";
}
