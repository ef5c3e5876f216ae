import type { GitHubCall } from "../github-call.ts";
import type { Fault, FaultPlan } from "./fault.ts";
import { createRandom } from "./random.ts";

/** A fault plan that also knows what to play. */
export interface PlayingFaultPlan extends FaultPlan {
  /** Takes the faults for a call. */
  take(call: FaultedCall): readonly Fault[];
}

/** What of a call decides whether a fault is played on it. */
type FaultedCall = Pick<GitHubCall, "method" | "route"> & { readonly graphql?: GitHubCall["graphql"] | undefined };

interface Entry {
  readonly fault: Fault;
  readonly random: () => number;
  matched: number;
  played: number;
}

export function createFaultPlan(): PlayingFaultPlan {
  let entries: readonly Entry[] = [];

  const isDue = (entry: Entry, { method, route, graphql }: FaultedCall): boolean => {
    const { fault, random } = entry;
    const { nth = 1, times = 1, probability = 1 } = fault;
    if (fault.method !== undefined && fault.method !== method) return false;
    if (fault.route !== undefined && fault.route !== route) return false;
    if (fault.operation !== undefined && !isCalled(fault.operation, graphql)) return false;
    entry.matched += 1;
    if (entry.matched < nth || entry.played >= times || random() >= probability) return false;
    entry.played += 1;
    return true;
  };

  return {
    add(fault) {
      const entry: Entry = { fault, random: createRandom(fault.seed ?? 1), matched: 0, played: 0 };
      entries = [...entries, entry];
      return () => {
        entries = entries.filter((candidate) => candidate !== entry);
      };
    },
    clear() {
      entries = [];
    },
    take: (call) => entries.filter((entry) => isDue(entry, call)).map(({ fault }) => fault),
  };
}

function isCalled(operation: string, graphql: GitHubCall["graphql"]): boolean {
  return graphql !== undefined && (graphql.name === operation || graphql.fields.includes(operation));
}
