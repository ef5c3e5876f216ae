import { createReporter } from "../reporter/reporter.ts";
import type { ReporterOptions } from "../reporter/options.ts";
import { reporterCounters } from "./counters.ts";

export function countReports(options: ReporterOptions): unknown {
  //#region reporterCounters_read
  const counters = reporterCounters();
  const reporter = createReporter({ ...options, observer: counters.observer });
  const { accepted, written, dead } = counters.read();
  //#endregion
  return { reporter, accepted, written, dead };
}
