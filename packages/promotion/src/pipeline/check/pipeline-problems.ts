import { expandPipeline } from "../expand/expand-pipeline.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import { clusterProblems } from "./cluster-problems.ts";
import { folderProblems } from "./folder-problems.ts";
import { nameProblems } from "./name-problems.ts";
import { orderProblems } from "./order-problems.ts";
import { placeholderProblems } from "./placeholder-problems.ts";
import type { Problem } from "./problem.ts";
import { targetProblems } from "./target-problems.ts";
import { trackProblems } from "./track-problems.ts";

/**
 * Finds what is wrong with a pipeline of the right shape: names that lead nowhere, circles, folders that overlap.
 *
 * @internal
 */
export function pipelineProblems(spec: PipelineSpec): readonly Problem[] {
  const names = [...nameProblems(spec), ...orderProblems(spec), ...clusterProblems(spec)];
  // What hangs on a name that leads nowhere would only be a problem once more.
  const problems = names.length > 0 ? names : placeholderProblems(spec);
  if (problems.length > 0) return problems;
  const pipeline = expandPipeline(spec);
  return [...folderProblems(pipeline), ...targetProblems(pipeline), ...trackProblems(pipeline)];
}
