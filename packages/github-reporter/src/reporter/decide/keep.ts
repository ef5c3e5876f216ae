import { compareObservations, foldOutcomes } from "@gitops/flux-events";

import type { Reading } from "../observe/readings.ts";
import type { BatchReport } from "../batch-report.ts";

/** Deployments of which the lane keeps what was seen last: the live one, and the one that it follows. */
const DEPLOYMENTS = 2;

/**
 * Names what the next batch has to know: of each target and deployment the greatest event.
 *
 * GitHub keeps the first of several equal states, so a success that was confirmed at noon is shown as of ten; without that
 * event, a failure of eleven that is delivered late would win.
 */
export function idsToKeep(reports: readonly BatchReport[]): readonly string[] {
  const greatest = reports.flatMap(({ readings, kept }) => greatestByTarget([...kept, ...readings]));
  const targets = new Set(greatest.map(({ resolved }) => resolved.target));
  return [...targets].flatMap((name) =>
    greatest
      .filter(({ resolved }) => resolved.target === name)
      .sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1))
      .slice(0, DEPLOYMENTS)
      .map(({ id }) => id),
  );
}

function greatestByTarget(readings: readonly Reading[]): readonly Reading[] {
  const greatest = new Map<string, Reading>();
  for (const reading of readings) {
    const { target } = reading.resolved;
    const known = greatest.get(target);
    if (known === undefined || compareObservations(foldOne(reading), foldOne(known)) > 0) greatest.set(target, reading);
  }
  return [...greatest.values()];
}

function foldOne({ event, resolved }: Reading): ReturnType<typeof foldOutcomes> {
  return foldOutcomes([event], resolved.fold);
}

function timeOf({ event }: Reading): string {
  return event.timestamp ?? "";
}
