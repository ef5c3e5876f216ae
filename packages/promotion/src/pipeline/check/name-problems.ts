import { afterOf } from "../expand/after.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import { nearest } from "../schema/nearest.ts";
import { list, quote, type Problem } from "./problem.ts";

/** Contexts such as `gitops/verify/dev/cart/smoke` stand beside `gitops/<environment>/<app>/<target>`. */
const RESERVED = ["control", "dispatch", "gates", "inbox", "same", "verify"];

/**
 * Finds names that lead nowhere, and those that mean something else.
 *
 * @internal
 */
export function nameProblems(spec: PipelineSpec): readonly Problem[] {
  return [
    ...emptyParts(spec),
    ...Object.keys(spec.environments)
      .filter((name) => RESERVED.includes(name))
      .map(reservedName),
    ...Object.entries(spec.environments).flatMap(([name, environment]) => [
      ...unknown("environment", afterOf(environment).environments, spec.environments, () => [
        "environments",
        name,
        "after",
      ]),
      ...unknown("app", Object.keys(environment.apps ?? {}), spec.apps, (_, app) => [
        "environments",
        name,
        "apps",
        app,
      ]),
    ]),
    ...Object.entries(spec.apps).flatMap(([name, app]) => [
      ...unknown("environment", app.environments ?? [], spec.environments, (index) => [
        "apps",
        name,
        "environments",
        index,
      ]),
      ...unknown("app", app.dependsOn ?? [], spec.apps, (index) => ["apps", name, "dependsOn", index]),
    ]),
  ];
}

/**
 * Finds names that are not among those of the pipeline.
 *
 * @internal
 */
export function unknown(
  kind: "app" | "cluster" | "environment",
  names: readonly string[],
  known: Readonly<Record<string, unknown>>,
  pathOf: (index: number, name: string) => Problem["path"],
): readonly Problem[] {
  return names.flatMap((name, index) => {
    if (Object.hasOwn(known, name)) return [];
    const guess = nearest(name, Object.keys(known));
    const remedy =
      guess === undefined ? `the pipeline has ${list(Object.keys(known))}` : `did you mean ${quote(guess)}?`;
    return [{ path: pathOf(index, name), message: `there is no ${kind} ${quote(name)}; ${remedy}` }];
  });
}

function emptyParts(spec: PipelineSpec): readonly Problem[] {
  return (["apps", "environments"] as const)
    .filter((key) => Object.keys(spec[key]).length === 0)
    .map((key) => ({ path: [key], message: `must name at least one of the ${key}` }));
}

function reservedName(name: string): Problem {
  return {
    path: ["environments", name],
    message: `${quote(name)} is a word of the commit status contexts; give the environment another name`,
  };
}
