import { helmAction, type HelmResult, testedHooks, type ToldHelmAction } from "../sequences/helm-action.ts";
import { helmHealthCheckCancelled, helmWarned } from "../sequences/helm-prepared.ts";
import { helmUnlocked } from "../sequences/helm-unlocked.ts";
import type { ActionOutcome, ActionPorts } from "./action-ports.ts";
import { chartMetadata } from "./chart-metadata.ts";
import { helmLog } from "./helm-log.ts";
import type { HelmEnding } from "./helm-scenario.ts";
import type { StoredRelease } from "./release-history.ts";
import { chartName, objectId, releaseName, versionedName } from "./release-names.ts";

/** Makes a release, and tells of it when it is made, or when it failed. */
export async function makeRelease(action: "install" | "upgrade", ports: ActionPorts): Promise<ActionOutcome> {
  const { options, desired, random, behaviour, play, nextVersion } = ports;
  const ending = ports.ask(action, desired);
  if (ending.code === "interrupted") return "interrupted";

  const chart = chartName(desired);
  const metadata = chartMetadata(desired.chart, action);
  const result = toResult(ending, ports);
  // A release that failed is not told by its number.
  const release = result.code === "succeeded" ? versionedName(options, { version: nextVersion }) : releaseName(options);
  const rolloutTime = random.around(ports.rolloutTime);
  const took = isTimeout(ending) ? timeoutOf(ports) : random.around(ports.applyTime) + rolloutTime;
  const step = helmAction(action, { release, chart, took }, result);

  const isWarned = ending.code === "inventory-build-failed" || ending.code === "namespace-check-skipped";
  if (isWarned && behaviour.hasHelmInventory) {
    await play([helmWarned(ending, objectId(options), took), { ...step, after: 0 }], metadata);
    return "succeeded";
  }
  const elapsed = await play([step], metadata, behaviour.cancelsHelm ? ports.newer : undefined);
  if (elapsed === undefined) return result.code;

  const failure: HelmResult = { code: "failed", error: "context canceled" };
  const cancelled = helmAction(action, { release: releaseName(options), chart, took: 0 }, failure);
  await play([cancelled, helmHealthCheckCancelled(ports.trigger())], metadata);
  return "cancelled";
}

/** Tests, rolls back to or uninstalls a release that there is, and tells of it. */
export async function treatRelease(
  action: Exclude<ToldHelmAction, "install" | "upgrade">,
  release: StoredRelease,
  ports: ActionPorts,
): Promise<"succeeded" | "failed"> {
  const { options, random, play } = ports;
  const { config } = release;
  const asked = action === "remediation" ? "uninstall" : action;
  const ending = ports.ask(asked, config);
  const took = isTimeout(ending) ? timeoutOf(ports) : random.around(ports.applyTime);
  const target = { release: versionedName(options, release), chart: chartName(config), took };
  const result = toResult(ending, ports);
  const told = action === "test" ? toTestResult(result, options.test?.hooks ?? 0) : result;
  await play([helmAction(action, target, told)], chartMetadata(config.chart, asked));
  return result.code;
}

/** Marks a release as failed that an interruption has left pending, and tells of it. */
export async function unlock(release: StoredRelease, ports: ActionPorts): Promise<"succeeded" | "failed"> {
  const { config, status } = release;
  const ending = ports.ask("unlock", config);
  const error = ending.code === "failed" ? (ending.message ?? TIMED_OUT) : undefined;
  const target = { release: versionedName(ports.options, release), chart: chartName(config), took: 0 };
  await ports.play([helmUnlocked(target, status, error)], chartMetadata(config.chart, "unlock"));
  return error === undefined ? "succeeded" : "failed";
}

const TIMED_OUT = "context deadline exceeded";

function toResult(ending: HelmEnding, { clock }: ActionPorts): HelmResult {
  if (ending.code !== "failed") return { code: "succeeded" };
  const { message: error = TIMED_OUT, logs = [] } = ending;
  return { code: "failed", error, logs: helmLog(logs, clock.now()) };
}

function toTestResult(result: HelmResult, hooks: number): HelmResult {
  // Tests have no log.
  if (result.code === "failed") return { code: "failed", error: result.error };
  return { code: "succeeded", details: testedHooks(hooks) };
}

function isTimeout(ending: HelmEnding): boolean {
  return ending.code === "failed" && ending.message === undefined;
}

function timeoutOf({ options, random }: ActionPorts): number {
  return (options.timeout ?? 300_000) + random.around(20);
}
