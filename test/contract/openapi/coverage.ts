import { operations } from "./description.ts";
import type { Exchange } from "./check-exchange.ts";

/** Lists the described operations that none of the calls used with success, in the order of the description. */
export function uncoveredOperations(calls: readonly Pick<Exchange, "route" | "status">[]): readonly string[] {
  const covered = new Set(calls.filter(({ status }) => status < 400).map(({ route }) => route));
  return [...operations.keys()].filter((route) => !covered.has(route));
}
