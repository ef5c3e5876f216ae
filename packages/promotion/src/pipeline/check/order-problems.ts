import { orderEnvironments } from "../expand/after.ts";
import { inOrder } from "../expand/order.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import { list, type Problem } from "./problem.ts";

/**
 * Finds environments and apps that wait for each other.
 *
 * @internal
 */
export function orderProblems(spec: PipelineSpec): readonly Problem[] {
  const apps = inOrder(Object.keys(spec.apps), (name) => spec.apps[name]?.dependsOn ?? []);
  return [
    ...circle(orderEnvironments(spec).cycle, (name) => ["environments", name, "after"]),
    ...circle(apps.cycle, (name) => ["apps", name, "dependsOn"]),
  ];
}

function circle(cycle: readonly string[], pathOf: (name: string) => Problem["path"]): readonly Problem[] {
  const [first] = cycle;
  if (first === undefined) return [];
  const whom =
    cycle.length === 1 ? `${list(cycle)} waits for itself, so it` : `${list(cycle)} wait for each other, so none`;
  return [{ path: pathOf(first), message: `${whom} could start` }];
}
