import type { FluxEvent } from "../event/event.ts";
import { parseRevision } from "../revision/revision.ts";

const WITH_CHART = / with chart [^\s@]+@([^\s:]+)/;

/** Finds the version of the chart that an event of a HelmRelease names, in its metadata or else in its message. */
export function chartVersionOf({ metadata, message }: FluxEvent): string | undefined {
  const { version, ref } = parseRevision(metadata.revision ?? "");
  // Where charts came from OCI artifacts, a revision could be `1.2.3@sha256:…`.
  return version ?? ref ?? WITH_CHART.exec(message)?.[1];
}
