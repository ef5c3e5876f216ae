import type { History } from "./history.ts";
import type { Verdict } from "./judge.ts";
import type { ChaosOptions } from "./options.ts";
import type { Told } from "./truth.ts";

/** What a run of chaos came to. */
export interface ChaosReport {
  readonly options: ChaosOptions;
  readonly events: readonly Told[];
  readonly kills: number;
  readonly history: History;
  readonly dispatches: number;
  /** Of all writes to GitHub, those that were tried before the faults ended. */
  readonly writesUnderFaults: number;
  /** Dispatches with the id of another deployment. */
  readonly sharedIds: number;
  /** One a deployment. */
  readonly verdicts: readonly Verdict[];
  /** Items that were still waiting when the patience ended. */
  readonly pending: number;
  /** Why items became dead letters. */
  readonly deadLetters: readonly string[];
  /** Accepted events that the lane does not know any more. */
  readonly forgotten: number;
  readonly drainMs: number;
}

/** What has to be 0, by name. */
export function violationsOf({
  verdicts,
  sharedIds,
  pending,
  deadLetters,
  forgotten,
}: ChaosReport): Readonly<Record<string, number>> {
  const sum = (key: keyof Verdict): number => verdicts.reduce((total, verdict) => total + verdict[key], 0);
  return {
    "wrong targets": sum("wrongTargets"),
    "wrong roll-ups": sum("wrongRollUps"),
    "wrong verdicts on code commits": sum("wrongVerdicts"),
    "wrong deployments": sum("wrongDeployments"),
    "overwritten statuses": sum("overwritten"),
    "of these verdict to progress": sum("regressions"),
    "missing dispatches": sum("missingDispatches"),
    "surplus dispatches": sum("surplusDispatches"),
    "false dispatches": sum("falseDispatches") + sharedIds,
    "dead letters": deadLetters.length,
    "lost: not handled": pending,
    "lost: not known to the lane": forgotten,
  };
}

export function hasFailed(report: ChaosReport): boolean {
  return Object.values(violationsOf(report)).some((count) => count > 0);
}

/** Prints a run as a table. */
export function describe(report: ChaosReport): string {
  const { options, events, kills, history, dispatches, verdicts, drainMs } = report;
  const fates = (fate: Told["fate"]): number => events.filter((event) => event.fate === fate).length;
  const rows: readonly (readonly [string, unknown])[] = [
    ["lane", options.lane],
    ["without", options.without ?? "(all protections on)"],
    ["slots, deployments, seed", `${options.slots}, ${verdicts.length}, ${options.seed}`],
    ["events", events.length],
    ["  sent twice", events.filter(({ sendAt }) => sendAt.length > 1).length],
    ["  accepted (2xx)", fates("accepted")],
    ["  in doubt (no answer)", fates("doubtful")],
    ["  lost before acceptance", fates("lost")],
    ["processes killed", kills],
    ...byName("fault ", history.faults),
    ...byName("", history.calls),
    ["writes tried before the faults ended", report.writesUnderFaults],
    ["dispatches received", dispatches],
    ["statuses that repeat what is shown", verdicts.reduce((total, { repeatedWrites }) => total + repeatedWrites, 0)],
    ["drained after", `${(drainMs / 1000).toFixed(1)} s`],
  ];
  const violations = Object.entries(violationsOf(report));
  const line = ([name, value]: readonly [string, unknown]): string => `${name.padEnd(52)}${String(value).padStart(24)}`;
  const why = [...new Set(report.deadLetters)].slice(0, 5).map((text) => `  ${text}`);
  return [...rows.map(line), "", "must be 0", ...violations.map(line), ...why].join("\n");
}

function byName(prefix: string, counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => [`${prefix}${name}`, count]);
}
