import type { EnvironmentSpec } from "../environment-spec.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import { inOrder } from "./order.ts";

/** The environments that come directly before one, and how many of them have to have succeeded. */
export interface After {
  readonly need: "all" | "any";
  readonly environments: readonly string[];
}

/**
 * Reads `after`, in whichever way it is written.
 *
 * @internal
 */
export function afterOf(environment: EnvironmentSpec | undefined): After {
  const after = environment?.after ?? [];
  if ("any" in after) return { need: "any", environments: after.any };
  return { need: "all", environments: "all" in after ? after.all : after };
}

/**
 * Orders the environments, upstream before downstream.
 *
 * @internal
 */
export function orderEnvironments({ environments }: PipelineSpec): ReturnType<typeof inOrder> {
  return inOrder(Object.keys(environments), (name) => afterOf(environments[name]).environments);
}

/**
 * Tells whether an app is deployed to an environment.
 *
 * @internal
 */
export function hasApp({ apps }: PipelineSpec, environment: string, app: string): boolean {
  return Object.hasOwn(apps, app) && (apps[app]?.environments?.includes(environment) ?? true);
}
