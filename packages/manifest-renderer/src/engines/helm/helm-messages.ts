import type { Diagnostic } from "../../diagnostic.ts";
import { EngineFailedError, TemplateUnsafeError } from "../errors.ts";

const SYMBOLIC_LINK = "found symbolic link in path";
const MISSING_DEPENDENCY = "missing in charts/ directory";
const DROPPED_VALUE = /warning: (?:cannot overwrite table|skipped value|destination for)[^\n]*/gi;

/** Finds a link that Helm has followed: it could lead to any file of the machine. */
export function findLink(stderr: string): TemplateUnsafeError | undefined {
  const line = stderr.split("\n").find((text) => text.includes(SYMBOLIC_LINK));
  if (line === undefined) return undefined;
  return new TemplateUnsafeError(
    "the chart",
    `Helm followed a symbolic link: put the file in its place (${line.trim()})`,
  );
}

/** Finds values that Helm has dropped because a map stands where a scalar does, or the other way round. */
export function findDroppedValues(stderr: string): readonly Diagnostic[] {
  return [...stderr.matchAll(DROPPED_VALUE)].map(([line]) => ({
    severity: "warning",
    code: "engine/warning",
    // Behind the bracket stands the value.
    message: `helm: ${line.replace(/\s*\(.*$/, "")}`,
  }));
}

/** Says what to do about an error of Helm, where its own words do not. */
export function explainFailure<E>(error: E, directory: string): E | EngineFailedError {
  if (!(error instanceof EngineFailedError)) return error;
  const { exitCode, stderr } = error;
  // The name of the folder differs in every run.
  const words = error.message.replace(/^helm /, "").replaceAll(`${directory}/`, "");
  const hint = stderr.includes(MISSING_DEPENDENCY)
    ? "\nCharts are never downloaded during a render: run `helm dependency build` before, and keep charts/ with the templates."
    : "";
  return new EngineFailedError("helm", `${words}${hint}`, { exitCode, stderr: stderr.replaceAll(`${directory}/`, "") });
}
