import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import { FileInvalidError } from "../../errors.ts";
import { isBelow, joinPath } from "../../file-path.ts";
import type { FileSet } from "../../file-set.ts";
import type { HelmStep } from "./helm-step.ts";

/** Takes the chart and the values files of a step out of all files: Helm need not see the others. */
export function chartFiles(
  { chart = ".", valuesFiles = [] }: HelmStep,
  files: FileSet,
): Result<FileSet, FileInvalidError> {
  const manifest = joinPath(chart, "Chart.yaml");
  if (!files.has(manifest) && !files.has(chart)) {
    return err(
      new FileInvalidError(`${chart} is no chart: neither ${manifest} nor an archive of that name exists`, manifest),
    );
  }
  const absent = valuesFiles.find((file) => !files.has(file));
  if (absent !== undefined) return err(new FileInvalidError(`the values file ${absent} does not exist`, absent));
  if (chart === ".") return ok(files);
  const wanted = (path: string): boolean => isBelow(path, chart) || valuesFiles.includes(path);
  return ok(new Map([...files].filter(([path]) => wanted(path))));
}
