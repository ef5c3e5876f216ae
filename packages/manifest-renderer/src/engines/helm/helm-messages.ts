import type { Diagnostic } from "../../diagnostic.ts";
import { EngineFailedError, TemplateUnsafeError } from "../errors.ts";
import { withoutFolder } from "../process/without-folder.ts";

const SYMBOLIC_LINK = "found symbolic link in path";
const MISSING_DEPENDENCY = "missing in charts/ directory";
const TYPE_CLASH = /warning: ([^\n]*\btable\b[^\n"]*)/g;

/** Finds a link that Helm has followed: it could lead to any file of the machine. */
export function findLink(stderr: string): TemplateUnsafeError | undefined {
  const line = stderr.split("\n").find((text) => text.includes(SYMBOLIC_LINK));
  if (line === undefined) return undefined;
  return new TemplateUnsafeError(
    "the chart",
    `Helm followed a symbolic link: put the file in its place (${line.trim()})`,
  );
}

/**
 * Finds the warnings of Helm about values that were dropped, because a map stands where the chart has a scalar, or the
 * other way round.
 *
 * @see https://github.com/helm/helm/blob/main/pkg/chart/common/util/coalesce.go
 */
export function findDroppedValues(stderr: string): readonly Diagnostic[] {
  // The value stands in brackets behind its name, and Helm says most of them twice.
  const warnings = [...stderr.matchAll(TYPE_CLASH)].map(([, warning = ""]) => warning.replace(/ \(.*$/, ""));
  return [...new Set(warnings)].map((warning) => ({
    severity: "warning",
    code: "engine/warning",
    message: `helm says "${warning}": give the value the type that the chart has`,
  }));
}

/** Says what to do about an error of Helm, where its own words do not. */
export function explainFailure<E>(error: E, directory: string): E | EngineFailedError {
  const failed = withoutFolder(error, directory);
  if (!(failed instanceof EngineFailedError) || !failed.stderr.includes(MISSING_DEPENDENCY)) return failed;
  const hint =
    "Charts are never downloaded during a render: run `helm dependency build` before, and keep charts/ with the templates.";
  const { exitCode, stderr } = failed;
  return new EngineFailedError("helm", `${failed.message.replace(/^helm /, "")}\n${hint}`, { exitCode, stderr });
}
