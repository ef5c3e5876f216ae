import type { EnvironmentSpec } from "./pipeline-spec.ts";

/**
 * Lists the environments that come directly before one.
 *
 * @internal
 */
export function upstreamOf(environment: EnvironmentSpec): {
  readonly need: "all" | "any";
  readonly names: readonly string[];
} {
  const after = environment.after ?? [];
  if ("any" in after) return { need: "any", names: after.any };
  return { need: "all", names: "all" in after ? after.all : after };
}

/**
 * Orders environments so that each comes after its upstream ones, otherwise as written.
 *
 * Names that do not exist are passed over; they are a problem of their own.
 *
 * @returns the order, and the environments that wait for each other when there is a cycle.
 * @internal
 */
export function orderEnvironments(environments: Readonly<Record<string, EnvironmentSpec>>): {
  readonly order: readonly string[];
  readonly cycle: readonly string[];
} {
  const order: string[] = [];
  let waiting = Object.keys(environments);
  while (waiting.length > 0) {
    const isReady = (name: string): boolean =>
      upstreamNames(environments, name).every((upstream) => order.includes(upstream));
    const ready = waiting.filter(isReady);
    if (ready.length === 0) return { order, cycle: waiting };
    order.push(...ready);
    waiting = waiting.filter((name) => !ready.includes(name));
  }
  return { order, cycle: [] };
}

function upstreamNames(environments: Readonly<Record<string, EnvironmentSpec>>, name: string): readonly string[] {
  const environment = environments[name];
  return environment === undefined
    ? []
    : upstreamOf(environment).names.filter((upstream) => Object.hasOwn(environments, upstream));
}
