import type { LaneObserver } from "@gitops/github-reporter";

import type { Log } from "../log.ts";
import type { LaneSettings } from "../settings.ts";
import type { EventLane } from "./event-lane.ts";
import { openLaneFile } from "./lane-file.ts";
import { openPostgresLane } from "./lane-postgres.ts";

/** Opens the lane that the settings name. Rejects with a message for people when it cannot be had. */
export async function openLane(settings: LaneSettings, log: Log): Promise<EventLane> {
  const observer = logLane(log);
  return settings.kind === "file" ? openLaneFile(settings.file, observer) : openPostgresLane(settings.url, observer);
}

function logLane(log: Log): LaneObserver {
  return (event) => {
    if (event.code === "storage-failed") log("error", "lane: storage-failed", { detail: event.error.message });
    else log("warn", `lane: ${event.code}`, event);
  };
}
