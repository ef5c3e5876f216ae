import type { Drift } from "../kustomize/drift.ts";
import { driftCorrected, driftCorrectionFailed, driftDetected } from "../sequences/helm-drift.ts";
import type { ActionPorts } from "./action-ports.ts";
import { chartMetadata } from "./chart-metadata.ts";
import { versionedName } from "./release-names.ts";
import type { StoredRelease } from "./release-history.ts";

/** Tells of drift, and corrects it where it shall be corrected. Gives what still differs. */
export async function correctDrift(release: StoredRelease, ports: ActionPorts): Promise<Drift> {
  const { drift, options, random, applyTime, play } = ports;
  const name = versionedName(options, release);
  await play([driftDetected(name, drift, random.around(applyTime))], {});
  if (options.driftDetection !== "enabled") return drift;

  const { config } = release;
  const ending = ports.ask("correct-drift", config);
  const metadata = chartMetadata(config.chart, "correct-drift");
  const after = random.around(applyTime);
  if (ending.code !== "failed") {
    await play([driftCorrected(name, drift, after)], metadata);
    return {};
  }
  const { message: error = "context deadline exceeded", corrected: objects = [] } = ending;
  const corrected = pick(drift, (object) => objects.includes(object));
  await play([driftCorrectionFailed(name, { error, corrected, after })], metadata);
  return pick(drift, (object) => !objects.includes(object));
}

/** Tells whether there is any drift. */
export function hasDrift({ changed = [], removed = [] }: Drift): boolean {
  return changed.length + removed.length > 0;
}

function pick({ changed = [], removed = [] }: Drift, isWanted: (object: string) => boolean): Drift {
  return { changed: changed.filter(isWanted), removed: removed.filter(isWanted) };
}
