import type { ManagedLane, ReporterItem } from "@gitops/github-reporter";

/** What keeps accepted events until they are reported. */
export type EventLane = ManagedLane<ReporterItem>;
