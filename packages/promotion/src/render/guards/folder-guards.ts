import { ChangesRefusedError, type Diagnostic, type PlanChangesOptions } from "@gitops/manifest-renderer";

import type { GuardsSpec } from "../../pipeline/pipeline-spec.ts";

const DEFAULT_MAX_DELETED = "50%";

/**
 * Says the guards of a pipeline about the folder of a slot in the words of the renderer.
 *
 * @param recorded - Number of files that the lock lists.
 * @throws RangeError when `maxDeletedObjects` is neither a number nor a share, which no checked pipeline has.
 * @internal
 */
export function folderGuards(
  { allowEmpty = false, maxDeletedObjects = DEFAULT_MAX_DELETED, unmanagedPaths = "refuse" }: GuardsSpec = {},
  recorded: number,
): Pick<PlanChangesOptions, "allowEmpty" | "maxRemovedShare" | "adoptUnmanaged"> {
  return {
    allowEmpty,
    adoptUnmanaged: unmanagedPaths === "adopt",
    maxRemovedShare: Math.min(1, shareOf(maxDeletedObjects, recorded)),
  };
}

function shareOf(limit: number | string, recorded: number): number {
  // Half a file more, because shares are not exact: 49 * (1 / 49) is less than 1.
  if (typeof limit === "number") return (limit + 0.5) / Math.max(1, recorded);
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(limit)?.[1];
  if (percent === undefined) throw new RangeError(`maxDeletedObjects must be a number or a share, not ${limit}`);
  return Number(percent) / 100;
}

/** What to do in the pipeline, in place of what the renderer says about its own options. */
const REMEDIES: readonly (readonly [said: RegExp, remedy: string])[] = [
  [/Set allowEmpty if that is meant/, "Set guards.allowEmpty in the pipeline if that is meant"],
  [/set adoptUnmanaged to take it over/, "move them away, or set guards.unmanagedPaths to adopt in the pipeline"],
  [
    /raise maxRemovedShare \([^)]*\) if that is meant/,
    "raise guards.maxDeletedObjects in the pipeline for this release if that is meant",
  ],
  [/move it away, or set overwriteEdited/, "move it away"],
];

/**
 * Says what was refused in the words of the pipeline and with paths from the root of the repository.
 *
 * @internal
 */
export function inWordsOfPipeline(folder: string, { diagnostics }: ChangesRefusedError): ChangesRefusedError {
  return new ChangesRefusedError(
    diagnostics.map((diagnostic): Diagnostic => {
      const { origin, message } = diagnostic;
      const told = REMEDIES.reduce((text, [said, remedy]) => text.replace(said, remedy), message);
      const place = origin === undefined ? {} : { origin: { ...origin, file: `${folder}/${origin.file}` } };
      return { ...diagnostic, message: told, ...place };
    }),
  );
}
